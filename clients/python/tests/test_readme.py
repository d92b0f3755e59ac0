"""Every piece of code in README.md runs, against the stand-in."""

import re
from pathlib import Path

import pytest

from dragoman_client.recorded import RecordedService

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
CASE = "herring-delegation"


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_snippet_runs(
    number: int, dragoman: RecordedService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_bytes(dragoman.article(CASE).encode())
    with dragoman.client() as client:
        given = {"dragoman": client, "text": dragoman.article(CASE), "later": print, "log": print}
        exec(SNIPPETS[number].replace("http://127.0.0.1:8000", dragoman.url), given)  # noqa: S102 - our own words
    printed = capsys.readouterr().out
    assert "print" not in SNIPPETS[number] or "herring" in printed


def test_there_are_snippets() -> None:
    assert len(SNIPPETS) == 4
