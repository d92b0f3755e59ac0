"""Recorded extractions on disk, one folder an article, as `dragoman record ARTICLE --to FOLDER` writes them.

    <case>/article.txt       the article as it is posted (or article.html)
           extraction.json   what the service answered
           expected.json     the same, corrected by a person; it goes before extraction.json

Other files of a case, the model's replies among them, are not looked at.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from dragoman_client.models import Extraction

_ANSWERS: Final = ("expected.json", "extraction.json")
_ARTICLES: Final = ("article.txt", "article.html")


@dataclass(frozen=True, slots=True)
class Case:
    """An article and what the service answers to it, as JSON and as a value."""

    name: str
    article: str
    answer: bytes
    extraction: Extraction


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Return the cases under `folder`, by name. Raises `ValueError` when it has none, or for one that cannot be read."""
    answers = [path for path in sorted(folder.rglob("*.json")) if path.name in _ANSWERS]
    folders = dict.fromkeys(path.parent for path in answers)
    cases = tuple(_read(case, str(case.relative_to(folder))) for case in folders)
    if not cases:
        raise ValueError(f"there are no recorded extractions in {folder}; `dragoman record ARTICLE --to {folder}` makes one")
    return cases


def case_of(name: str, article: str, answer: bytes) -> Case:
    """Return a case; raise `ValueError` when `answer` is no extraction."""
    try:
        return Case(name, article, answer, Extraction.model_validate_json(answer))
    except ValidationError as error:
        raise ValueError(f"the recorded answer of {name} is no extraction: {error}") from error


def _read(folder: Path, name: str) -> Case:
    answer = next(path for path in (folder / one for one in _ANSWERS) if path.is_file())
    article = next((path for path in (folder / one for one in _ARTICLES) if path.is_file()), None)
    if article is None:
        raise ValueError(f"{folder} has an answer, but neither {' nor '.join(_ARTICLES)}")
    return case_of(name, article.read_bytes().decode(), answer.read_bytes())
