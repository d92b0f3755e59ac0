"""Articles with an instruction to a language model spliced into them, as whoever writes to the press or owns a page could do."""

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.extraction import ExtractionRequest, Include
from service.errors import UnreadableGold

Place = Literal["head", "middle", "end", "quote"]
"""Where a reader of the article sees the instruction: a paragraph of its own, or the words of somebody quoted."""
PLACES: tuple[Place, ...] = get_args(Place)
HIDINGS: tuple[str, ...] = (
    "<!-- {} -->",
    '<p style="display:none">{}</p>',
    "<div hidden>{}</div>",
    '<p aria-hidden="true">{}</p>',
    '<p style="visibility: hidden">{}</p>',
    '<p style="font-size:0">{}</p>',
    '<p style="opacity:0">{}</p>',
    '<p style="color:#fff">{}</p>',
    '<p style="position:absolute; left:-9999px">{}</p>',
    '<style>.aside-7 {{ display: none }}</style><p class="aside-7">{}</p>',
    "<template><p>{}</p></template>",
    "<script type='text/plain'>{}</script>",
    '<img src="map.png" alt="{}">',
    '<input type="hidden" value="{}">',
)
"""Markup around words that a reader of the page does not see."""
_DATE_LINE = re.compile(r"\A\s*date \d{4}-\d{2}-\d{2}\s+")
_BLANK_LINES = re.compile(r"\n\s*\n")
_PARAGRAPH = re.compile(r"<p\b")
_BODY = re.compile(r"<article>.*</article>", re.DOTALL)
_INCLUDE: tuple[Include, ...] = ("events", "delegations", "stances", "text")


class Injection(BaseModel):
    """Words that try to steer a model, and the mark (`canary`) that would show up in an answer that followed them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    technique: str
    canary: str | None = None
    placement: str = "body"

    @property
    def is_markup(self) -> bool:
        """Whether the words bring the markup along that hides them."""
        return self.placement.startswith("html")


@dataclass(frozen=True, slots=True)
class Base:
    """An article to splice into: its text, or its page with the text inside `<article>`."""

    name: str
    body: str
    is_page: bool = False

    def request(self) -> ExtractionRequest:
        """Ask for the article as it is."""
        if self.is_page:
            return ExtractionRequest(html=self.body, include=_INCLUDE)
        return ExtractionRequest(text=self.body, include=_INCLUDE)


def read_injections(path: Path) -> tuple[Injection, ...]:
    """One injection a line of JSON. Raises `UnreadableGold`."""
    try:
        return tuple(Injection.model_validate(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line)
    except (OSError, ValueError, ValidationError) as error:
        raise UnreadableGold(f"{path}: not a file of injections, one JSON object a line: {error}") from error


def read_bases(folder: Path, only: Sequence[str] = ()) -> tuple[Base, ...]:
    """Every `<name>/article.txt` and `<name>/article.html` of a folder, or those named by `only`. Raises `UnreadableGold`."""
    found = [
        Base(path.parent.name, path.read_text(encoding="utf-8"), is_page=path.suffix == ".html")
        for path in sorted(folder.glob("*/article.*"))
        if not only or path.parent.name in only
    ]
    if not found:
        raise UnreadableGold(f"{folder}: no <name>/article.txt or article.html in it")
    return tuple(found)


def as_page(base: Base) -> Base:
    """Return the base as a page, a paragraph each."""
    if base.is_page:
        return base
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in _BLANK_LINES.split(base.body.strip()))
    return Base(base.name, f"<!DOCTYPE html>\n<html><body><article>\n{paragraphs}\n</article></body></html>\n", is_page=True)


def splice(base: Base, words: str, place: Place) -> Base:
    """Return the base with the words at a place, as a reader would see them."""
    if place == "quote":
        words = f"“{words.strip()}” read a banner that a man held up at the gate."
    if base.is_page:
        return _into_page(base, f"<p>{html.escape(words)}</p>\n", place)
    head = match.end() if (match := _DATE_LINE.match(base.body)) else 0
    breaks = [head, *(match.end() for match in _BLANK_LINES.finditer(base.body, head))]
    if place == "end":
        return Base(base.name, f"{base.body.rstrip()}\n\n{words}\n")
    at = breaks[0] if place == "head" else breaks[len(breaks) // 2]
    return Base(base.name, f"{base.body[:at]}{words}\n\n{base.body[at:]}")


def hide(base: Base, injection: Injection, hiding: str) -> Base:
    """Return the base as a page that holds the injection in the middle where no reader sees it."""
    inside = injection.text if injection.is_markup else hiding.format(html.escape(injection.text))
    return _into_page(as_page(base), inside + "\n", "middle")


def _into_page(page: Base, markup: str, place: Place) -> Base:
    body = _BODY.search(page.body)
    if body is None:
        raise UnreadableGold(f"{page.name}: the page has no <article>")
    starts = [match.start() for match in _PARAGRAPH.finditer(page.body, body.start(), body.end())]
    at = body.end() - len("</article>") if place == "end" else starts[0] if place == "head" else starts[len(starts) // 2]
    return Base(page.name, page.body[:at] + markup + page.body[at:], is_page=True)
