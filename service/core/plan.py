"""Article and model profile → the calls to make. A `Way` decides which; everything after the replies is one path."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from schemas.article import Article
from schemas.draft import Drafts
from schemas.extraction import ExtractionOptions, Rejected
from service.core.ports import ChatReply, ChatRequest
from service.errors import ModelError, TooMuch


@dataclass(frozen=True, slots=True)
class Call:
    """One question to the model about some sentences of the article.

    `number` is its 1-based position in the reading, `label` says what it is for, `sentences` are the 1-based numbers it asks about; `follows`
    is the number of the call that it mends or continues; `windows` may hold the article's plan, so that it is made once.
    """

    number: int
    label: str
    request: ChatRequest
    sentences: range
    follows: int | None = None
    windows: tuple[range, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A call and the reply it got, or the error that it failed with for good."""

    call: Call
    reply: ChatReply | None
    error: ModelError | TooMuch | None = None


class Way(Protocol):
    """How a kind of model is asked, and how its replies become drafts."""

    @property
    def prompt(self) -> str:
        """Prompt version, e.g. `extract/v1`."""

    def calls(self, article: Article, options: ExtractionOptions, answered: Sequence[Answered]) -> tuple[Call, ...]:
        """The calls that can be made now, given those answered so far; none when the reading is done."""

    def drafts(self, article: Article, answered: Sequence[Answered]) -> tuple[Drafts, tuple[Rejected, ...]]:
        """Drafts of all replies so far, and the parts of the replies that are none. Works on any prefix of a reading."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model can do and how it is best asked.

    `calls_at_once` bounds the calls of one article that run side by side; `window_sentences` and `window_characters` bound what one call reads.
    """

    way: Way
    calls_at_once: int = 1
    window_sentences: int = 120
    window_characters: int = 16_000
