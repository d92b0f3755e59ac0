"""How often Python looks for reference cycles."""

import gc
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from service.cli import app

USUAL = (700, 10, 10)


@pytest.fixture
def _usual() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_usual")
def test_every_verb_has_python_look_for_garbage_more_seldom() -> None:
    CliRunner().invoke(app, ["openapi"])
    assert gc.get_threshold() > USUAL
    assert gc.isenabled()
