"""How often Python looks for reference cycles."""

import gc
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from service.cli import app


@pytest.fixture
def threshold() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)


def test_every_verb_has_python_look_for_garbage_more_seldom(threshold: tuple[int, int, int]) -> None:
    CliRunner().invoke(app, ["openapi"])
    assert gc.get_threshold() > threshold
    assert gc.isenabled()
