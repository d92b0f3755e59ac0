"""Drafts → records, the one path after the reply: ground, resolve the actors, merge, resolve the rest, link."""

from collections.abc import Collection
from dataclasses import dataclass

from schemas.actor import Actor
from schemas.article import Article
from schemas.delegation import Delegation
from schemas.draft import Drafts
from schemas.event import Event
from schemas.extraction import Rejected, Warning
from schemas.stance import Stance
from service.core.actors import resolve_actors
from service.core.carried import Ground
from service.core.ground import Grounded, ground_in, prepare
from service.core.link import link
from service.core.merge import Merged, MergedDrafts, merge
from service.core.reply import actor_numbers
from service.core.resolve import evidence_order, resolve


@dataclass(frozen=True, slots=True)
class Composed:
    """All that one reading found."""

    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    stances: tuple[Stance, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Warning, ...] = ()


def compose(
    article: Article,
    drafts: Drafts,
    *,
    foreign: str = "",
    include: Collection[str] = ("events", "delegations", "stances"),
    suspicious: Collection[int] = (),
    prepared: Ground | None = None,
) -> Composed:
    """Make records of drafts.

    `foreign` is the text of the prompt's examples, `include` names the kinds wanted, `suspicious` are the sentences that speak to a model;
    `prepared` holds all of that but `include` where the same article is composed again and again.
    """
    there = prepared or prepare(article, foreign=foreign, suspicious=suspicious)
    wanted = _wanted(drafts, include)
    grounded, used = ground_in(there, wanted), {a.number for a in wanted.actors}
    bystanders = tuple(a for a in drafts.actors if a.number not in used)
    roster = resolve_actors(there.text, grounded.drafts.actors, article.language, bystanders=bystanders)
    dating = there.dating
    merged = merge(grounded, roster, dating)
    records = link(resolve(article, merged, roster, dating), roster)
    return Composed(
        actors=roster.actors,
        events=records.events,
        delegations=records.delegations,
        stances=records.stances,
        rejected=grounded.rejected,
        warnings=(*_warnings(grounded, merged), *records.warnings),
    )


def _wanted(drafts: Drafts, include: Collection[str]) -> Drafts:
    """The drafts of the kinds wanted, and the actors they use, employers included."""
    kinds = {kind: getattr(drafts, kind) if kind in include else () for kind in ("events", "delegations", "stances")}
    used = {number for records in kinds.values() for draft in records for number in actor_numbers(draft)}
    used |= {a.represents for a in drafts.actors if a.number in used and a.represents is not None}
    return Drafts(actors=tuple(a for a in drafts.actors if a.number in used), **kinds)


def _warnings(grounded: Grounded, merged: MergedDrafts) -> tuple[Warning, ...]:
    """The notes of grounding, under the ids of the records that their drafts became."""
    ids: dict[tuple[str, int], str] = {}
    kinds: tuple[tuple[str, tuple[Merged, ...]], ...] = (  # type: ignore[type-arg]
        ("event", merged.events),
        ("delegation", merged.delegations),
        ("stance", merged.stances),
    )
    for kind, of_kind in kinds:
        for number, record in enumerate(evidence_order(of_kind), 1):
            ids |= {(kind, position): f"{kind[0]}{number}" for position in record.positions}
    return tuple(Warning(code=n.code, detail=n.detail, record=ids.get((n.kind, n.position))) for n in grounded.notes)
