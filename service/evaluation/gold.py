"""Gold: what careful coders find in an article, read from `articles/<id>.json`, `gold/<id>.json` and `gold/<id>.spans.json`."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from schemas.actor import ActorKind
from schemas.delegation import DelegationStatus, Level, Mandate
from schemas.event import EventStatus, EventType
from schemas.extraction import ExtractionRequest
from schemas.stance import Expression, Position
from service.errors import UnreadableGold

T = TypeVar("T")
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


def read_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """Every article of `folder`, by id. Raises `UnreadableGold` with the file and the field that is wrong."""
    paths = sorted(path for path in (folder / "gold").glob("*.json") if not path.name.endswith(".spans.json"))
    if not paths:
        raise UnreadableGold(f"{folder}: no gold/*.json in it; see docs/evaluation.md for the layout of a gold folder")
    return tuple(_read_article(folder, path.stem) for path in paths)


def _read_article(folder: Path, name: str) -> GoldArticle:
    article = _read(TypeAdapter(ArticleFile), folder / "articles" / f"{name}.json")
    path = folder / "gold" / f"{name}.json"
    gold = _read(TypeAdapter(Gold), path)
    spans = _read(TypeAdapter(Spans), folder / "gold" / f"{name}.spans.json")
    for mistake in _mistakes(name, article, gold, spans):
        raise UnreadableGold(f"{path}: {mistake}")
    return GoldArticle(article=article, gold=gold, spans=spans)


def _read(adapter: TypeAdapter[T], path: Path) -> T:
    try:
        return adapter.validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableGold(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise UnreadableGold(f"{path}: {'/'.join(map(str, first['loc'])) or 'file'}: {first['msg']}") from error


def _mistakes(name: str, article: ArticleFile, gold: Gold, spans: Spans) -> Iterator[str]:
    if gold.id != name or article.id != name:
        yield f"ids {gold.id!r} and {article.id!r} differ from the file name"
    ids = Counter(actor.id for actor in gold.actors)
    yield from (f"actor {actor!r} stands twice" for actor, count in ids.items() if count > 1)
    yield from (f"{where} names actor {actor!r}, who is not listed" for where, actor in _references(gold) if actor not in ids)
    end = 0
    for number, (first, last) in enumerate(spans, 1):
        if not end <= first < last <= len(article.text):
            yield f"sentence {number} [{first}, {last}] is out of order or out of the text"
        end = last
    records: tuple[GoldRecord, ...] = (*gold.events, *gold.delegations, *gold.stances)
    cited = {record.sentences for record in records}
    yield from (f"a record cites sentence {n} of {len(spans)}" for n in sorted({*chain(*cited)}) if not 0 < n <= len(spans))


def _references(gold: Gold) -> Iterator[tuple[str, str]]:
    for actor in gold.actors:
        yield from ((f"actor {actor.id}", other) for other in (actor.represents,) if other)
    for n, event in enumerate(gold.events):
        yield from ((f"events/{n}", a) for a in (*event.actors, *event.actors_ok, *event.recipients, *event.recipients_ok))
    for n, sent in enumerate(gold.delegations):
        heads = (sent.head,) if sent.head else ()
        yield from (
            (f"delegations/{n}", a)
            for a in (sent.party, *sent.party_ok, *heads, *sent.head_ok, *sent.members, *sent.counterparts, *sent.hosts)
        )
    for n, stance in enumerate(gold.stances):
        targets = (stance.target_actor,) if stance.target_actor else ()
        yield from ((f"stances/{n}", a) for a in (stance.holder, *stance.holder_ok, *targets))
