"""The newsroom timeline."""

import runpy
import sys
from pathlib import Path

import pytest

from dragoman_client.recorded import RecordedService
from examples.timeline import timeline

PROGRAM = Path(__file__).parents[2] / "examples/timeline.py"


def test_timeline_is_printed_by_day(
    service: RecordedService, files: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["timeline.py", *files])
    runpy.run_path(str(PROGRAM), run_name="__main__")
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if line.startswith("## ")] == [
        "## 2026-03-02",
        "## 2026-03-04",
        "## 2026-03-06",
    ]
    assert "are to discuss herring quotas in Tórshavn**, Tórshavn (planned)" in printed
    assert "“Norway and Iceland signed a five-year agreement" in printed
    assert {tuple(asked.options["include"]) for asked in service.requests} == {("events",)}


def test_undated_events_come_last(service: RecordedService) -> None:
    found = service.extraction("herring-delegation")
    undated = found.events[0].model_copy(update={"date": None})
    lines = list(timeline({"a": found.model_copy(update={"events": (undated, found.events[1])})}))
    assert lines[-2] == "\n## Undated\n"
