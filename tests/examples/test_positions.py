"""Who stands where."""

import runpy
import sys
from pathlib import Path

import pytest

from dragoman_client.recorded import RecordedService

PROGRAM = Path(__file__).parents[2] / "examples/positions.py"


def test_table_shows_holders_targets_and_changes_of_mind(
    service: RecordedService, files: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["positions.py", *files])
    runpy.run_path(str(PROGRAM), run_name="__main__")
    printed = capsys.readouterr().out.splitlines()
    assert (
        printed[0]
        == "|  | a cut in its herring quota | a shared herring quota | signing a herring deal | the herring agreement |"
    )
    assert "| Kari Solheim |  | + → if |  |  |" in printed
    assert "| Guðrún Ástvaldsdóttir |  |  | if | + |" in printed
    assert len(service.requests) == 3
