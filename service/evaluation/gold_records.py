"""What careful coders find in an article, and the article itself with its sentences."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from schemas.actor import ActorKind
from schemas.delegation import DelegationStatus, Level, Mandate
from schemas.event import EventStatus, EventType
from schemas.extraction import ExtractionRequest
from schemas.stance import Expression, Position

Ids = tuple[str, ...]
Days = Annotated[tuple[str, str] | None, Field(description="First and last day, ISO 8601.")]
Spans = tuple[tuple[int, int], ...]


class GoldModel(BaseModel):
    """An immutable value; a field it does not know is a mistake in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldActor(GoldModel):
    """A referent with every name that counts as naming it."""

    id: str
    names: Annotated[tuple[str, ...], Field(min_length=1)]
    kind: ActorKind
    country: str | None = None
    represents: str | None = None


class GoldRecord(GoldModel):
    """What every record has. `..._ok` are values as good as the first; `optional` is neither rewarded nor punished."""

    sentences: Annotated[tuple[int, ...], Field(min_length=1, description="1-based numbers into the spans.")]
    optional: bool = False


class GoldEvent(GoldRecord):
    """An event."""

    summary: str
    type: EventType
    types_ok: tuple[EventType, ...] = ()
    actors: Annotated[Ids, Field(min_length=1)]
    actors_ok: Ids = ()
    recipients: Ids = ()
    recipients_ok: Ids = ()
    status: EventStatus
    status_ok: tuple[EventStatus, ...] = ()
    date: Days = None
    location: str | None = None
    country: str | None = None


class GoldDelegation(GoldRecord):
    """A delegation."""

    party: str
    party_ok: Ids = ()
    head: str | None = None
    head_ok: Ids = ()
    members: Ids = ()
    counterparts: Ids = ()
    hosts: Ids = ()
    destination: str | None = None
    date: Days = None
    level: Level = "unstated"
    level_ok: tuple[Level, ...] = ()
    mandate: Mandate = "unstated"
    mandate_ok: tuple[Mandate, ...] = ()
    status: DelegationStatus = "unstated"
    status_ok: tuple[DelegationStatus, ...] = ()


class GoldStance(GoldRecord):
    """A stance; `target_ok` are other phrases for the same target."""

    holder: str
    holder_ok: Ids = ()
    target: str
    target_actor: str | None = None
    target_ok: tuple[str, ...] = ()
    position: Position
    position_ok: tuple[Position, ...] = ()
    claim: str
    expression: Expression


class Gold(GoldModel):
    """All records of one article."""

    id: str
    actors: tuple[GoldActor, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    delegations: tuple[GoldDelegation, ...] = ()
    stances: tuple[GoldStance, ...] = ()


class ArticleFile(BaseModel):
    """An article as stored; fields that only tell where it came from are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    text: str

    def request(self) -> ExtractionRequest:
        """Return the article as a client would post it."""
        return ExtractionRequest.model_validate(
            {
                "text": self.text,
                "title": self.title or None,
                "published": self.published or None,
                "source": self.source or None,
                "language": self.language or None,
            }
        )


class GoldArticle(GoldModel):
    """An article, its gold, and its sentences as offsets in code points."""

    article: ArticleFile
    gold: Gold
    spans: Spans

    @property
    def id(self) -> str:
        return self.gold.id

    def sentence(self, number: int) -> str:
        """Text of the sentence with that 1-based number."""
        start, end = self.spans[number - 1]
        return self.article.text[start:end]
