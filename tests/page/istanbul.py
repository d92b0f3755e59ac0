"""The sample article's extraction as a careful reader would write it, for the page to show."""

from pathlib import Path

from schemas.extraction import Extraction

ARTICLE = (Path(__file__).parents[2] / "seeds/2025-05-15-istanbul-talks.txt").read_text(encoding="utf-8")
RESULT = (Path(__file__).parent / "istanbul.json").read_text(encoding="utf-8")


def istanbul() -> Extraction:
    """Give the whole extraction, with the article's text."""
    extraction = Extraction.model_validate_json(RESULT)
    return extraction.model_copy(update={"article": extraction.article.model_copy(update={"text": ARTICLE})})
