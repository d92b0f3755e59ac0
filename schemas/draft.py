"""What a reading of the article proposes, before anything is checked: drafts cite sentence numbers, never offsets or copied text.

Every way of asking a model ends in these drafts, so that grounding, resolving and merging are one path. Actors are named once, in a numbered
list, and referred to by number.
"""

from typing import Annotated

from pydantic import Field

from schemas.actor import ActorKind, Sector
from schemas.base import Wire
from schemas.delegation import DelegationStatus, Level, Mandate
from schemas.event import Context, EventStatus, EventType
from schemas.stance import Expression, Position

ActorNumber = Annotated[int, Field(ge=1, description="Number of an actor in the same reply.")]
SentenceNumbers = Annotated[tuple[int, ...], Field(min_length=1, max_length=8, description="Sentences that state it, 1-based.")]
Words = Annotated[str, Field(min_length=1, max_length=400)]


class ActorDraft(Wire):
    """A referent, named as fully as the article names it."""

    number: ActorNumber
    name: Words
    kind: ActorKind
    country: Annotated[str | None, Field(description="ISO 3166-1 alpha-3.")] = None
    sector: Sector | None = None
    role: Words | None = None
    represents: ActorNumber | None = None
    aliases: tuple[Words, ...] = ()


class EventDraft(Wire):
    """Who did what to whom."""

    type: EventType
    mode: str | None = None
    contexts: tuple[Context, ...] = ()
    actors: Annotated[tuple[ActorNumber, ...], Field(min_length=1)]
    recipients: tuple[ActorNumber, ...] = ()
    status: EventStatus = "occurred"
    date: Annotated[Words | None, Field(description="The article's words for when, as they stand there.")] = None
    place: Words | None = None
    sentences: SentenceNumbers
    summary: Words


class DelegationDraft(Wire):
    """Who was sent to deal with whom."""

    party: ActorNumber
    head: ActorNumber | None = None
    members: tuple[ActorNumber, ...] = ()
    counterparts: tuple[ActorNumber, ...] = ()
    hosts: tuple[ActorNumber, ...] = ()
    destination: Words | None = None
    date: Words | None = None
    purpose: Words | None = None
    level: Level = "unstated"
    mandate: Mandate = "unstated"
    mandate_note: Words | None = None
    status: DelegationStatus = "unstated"
    sentences: SentenceNumbers


class StanceDraft(Wire):
    """Who takes which position toward what."""

    holder: ActorNumber
    position: Position
    target: Words
    target_actor: ActorNumber | None = None
    claim: Words
    expression: Expression = "indirect"
    date: Words | None = None
    sentences: SentenceNumbers


class Drafts(Wire):
    """One reply, or what code makes of several: actors by number, and the records that refer to them."""

    actors: tuple[ActorDraft, ...] = ()
    events: tuple[EventDraft, ...] = ()
    delegations: tuple[DelegationDraft, ...] = ()
    stances: tuple[StanceDraft, ...] = ()
