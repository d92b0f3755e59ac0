"""Examples stay small enough to be read at once."""

from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example_has_at_most_sixty_lines(example: Path) -> None:
    assert len(example.read_text(encoding="utf-8").splitlines()) <= 60
