"""What an observer is told while an article is read: how many calls, how far, and each record as soon as it is complete."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from schemas.article import Article
from schemas.base import Kind
from schemas.extraction import ExtractionOptions
from service.core.carried import Ground
from service.core.compose import compose
from service.core.ground import prepare
from service.core.injection import instruction_like, reach
from service.core.plan import Answered, Way
from service.core.reply import complete_rows


@dataclass(frozen=True, slots=True)
class Planned:
    """The reading begins: `calls` model calls are known to be needed."""

    calls: int


@dataclass(frozen=True, slots=True)
class Asked:
    """`done` of the `of` calls known so far are answered."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Found:
    """A record, as it will stand in the answer unless a later reply adds to it: a later one with the same id takes its place."""

    kind: Kind | Literal["actor"]
    record: Mapping[str, Any]


_BY_ROW = 100
"""Rows, beyond which records are told when their reply is complete, not when their row is: telling takes time that grows with the article."""

Progress = Planned | Asked | Found
Observe = Callable[[Progress], None]


def ignore(progress: Progress) -> None:
    """Observe nothing."""


@dataclass
class Observer:
    """Turns answers, complete and partial, into progress; composes again only when a new row or reply is complete."""

    article: Article
    options: ExtractionOptions
    way: Way
    foreign: str
    observe: Observe
    _told: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _seen: tuple[int, int] = (-1, 0)
    _tellings: int = 0

    def answers(self, answered: Sequence[Answered], known: int) -> None:
        """Tell what is new in `answered`, the last of which may be partial (finish reason `length`); `known` calls are known to be needed."""
        done = [a for a in answered if a.reply is None or a.reply.finish_reason == "stop"]
        partial = [a for a in answered if a.reply is not None and a.reply.finish_reason == "length"]
        rows = sum(complete_rows(a.reply.text) for a in partial if a.reply) if self._tellings < _BY_ROW else 0
        seen = (len(done), rows)
        if seen == self._seen:
            return
        if self._seen[0] < 0:
            self.observe(Planned(known))
        if seen[0] > max(self._seen[0], 0):
            self.observe(Asked(len(done), known))
        self._seen = seen
        self._tellings += 1
        self._tell(answered)

    @cached_property
    def suspicious(self) -> tuple[int, ...]:
        """The sentences that read like an instruction to a language model."""
        return instruction_like(self.article)

    @cached_property
    def ground(self) -> Ground:
        """The article prepared, once for all compositions."""
        return prepare(self.article, foreign=self.foreign, suspicious=reach(self.article, self.suspicious))

    def _tell(self, answered: Sequence[Answered]) -> None:
        drafts, _ = self.way.drafts(self.article, [a for a in answered if a.reply is not None])
        found = compose(self.article, drafts, include=self.options.include, prepared=self.ground)
        for kind, records in (
            ("actor", found.actors),
            ("event", found.events),
            ("delegation", found.delegations),
            ("stance", found.stances),
        ):
            for record in records:
                plain = record.model_dump(mode="json")
                if self._told.get(record.id) != plain:
                    self._told[record.id] = plain
                    self.observe(Found(kind, plain))  # type: ignore[arg-type]
