"""What the service answers, as frozen values.

Fields that a newer service adds are ignored, and why a draft was rejected or what a warning is about are plain strings, so that
an older client goes on reading. A test of the service holds these models against its own.
"""

from collections.abc import Iterable
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from dragoman_client.vocabulary import (
    ActorKind,
    Context,
    DelegationStatus,
    EventStatus,
    EventType,
    Expression,
    Level,
    Mandate,
    Position,
    Sector,
)


class Value(BaseModel):
    """An immutable part of an answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(Value):
    """A stretch of the article: `text[start:end]`, in Unicode code points, which are what Python's strings count."""

    start: int
    end: int


class DateRange(Value):
    """Calendar days in ISO 8601, both ends included. `text` holds the article's own words, None for the publication date."""

    start: str
    end: str
    text: str | None = None


class Place(Value):
    """A named place; `country` is its ISO 3166-1 alpha-3 code."""

    name: str
    country: str | None = None


class Evidence(Span):
    """A sentence that states the record, word for word. `sentence` is its 1-based number."""

    sentence: int
    quote: str


class Sentence(Span):
    """One sentence of the article."""


class Article(Value):
    """The article as it was read. `text` is there for HTML, and when `include` asked for it."""

    id: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str
    characters: int
    sentences: tuple[Sentence, ...]
    text: str | None = None


class Actor(Value):
    """One referent of the article. Records refer to it by `id`; `represents` is the id of whom it speaks for."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    country: str | None = None
    sector: Sector | None = None
    represents: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


class Event(Value):
    """Who did what to whom, in PLOVER and CAMEO. `actors` and `recipients` hold ids of actors."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[Context, ...] = ()
    summary: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    date: DateRange | None = None
    location: Place | None = None
    status: EventStatus
    cameo: str | None = None
    quad_class: Literal[1, 2, 3, 4] | None = None
    goldstein: float | None = None
    plover_score: float | None = None
    evidence: tuple[Evidence, ...]


class Delegation(Value):
    """Who was sent to which talks, led by whom, with what mandate. People and parties are ids of actors."""

    id: str
    party: str
    head: str | None = None
    members: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    destination: Place | None = None
    date: DateRange | None = None
    purpose: str | None = None
    level: Level
    mandate: Mandate
    mandate_note: str | None = None
    status: DelegationStatus
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]


class Target(Value):
    """What a stance is about; `actor` or `event` is set where it is one of this extraction."""

    text: str
    actor: str | None = None
    event: str | None = None


class Stance(Value):
    """An actor (`holder`, an id) takes a position toward a target."""

    id: str
    holder: str
    target: Target
    position: Position
    claim: str
    expression: Expression
    date: DateRange | None = None
    evidence: tuple[Evidence, ...]


Record = Event | Delegation | Stance


class Rejected(Value):
    """A draft of the model that did not become a record, and why."""

    kind: str
    reason: str
    detail: str
    draft: dict[str, Any]


class Warning(Value):
    """Something a careful reader should know. `record` is the id, `sentence` the number of what it concerns."""

    code: str
    detail: str
    record: str | None = None
    sentence: int | None = None


class Tokens(Value):
    """What the model calls cost; `cached` is the part of `prompt` that came from the endpoint's prefix cache."""

    prompt: int = 0
    cached: int = 0
    completion: int = 0


class Provenance(Value):
    """How the records came about. `cached` is true when the answer came from the service's store."""

    model: str
    prompt: str
    schema_version: str = Field(alias="schema")
    service: str
    created: str
    cached: bool
    calls: int
    tokens: Tokens
    cost_usd: float | None = None
    duration_ms: int

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Extraction(Value):
    """Everything found in one article. When `complete` is false a model call failed for good, and records may be missing."""

    id: str
    complete: bool
    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    stances: tuple[Stance, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Warning, ...] = ()
    provenance: Provenance

    @property
    def records(self) -> tuple[Record, ...]:
        """Events, delegations and stances, in that order."""
        return cast("tuple[Record, ...]", self.events + self.delegations + self.stances)

    def actor(self, actor_id: str) -> Actor:
        """Return the actor with that id; raise `KeyError`."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def names(self, actor_ids: Iterable[str | None]) -> tuple[str, ...]:
        """Return the names of actors by their ids; None is passed over. Raises `KeyError`."""
        return tuple(self.actor(each).name for each in actor_ids if each is not None)

    def _repr_html_(self) -> str:
        from dragoman_client.notebook import render_cell  # noqa: PLC0415 - only notebooks need it

        return render_cell(self)
