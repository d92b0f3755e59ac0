"""Drafts against their sentences → those the article carries, and the rest with its reason. What it cannot show it does not claim.

A name must stand in the article (a country also by its demonym, capital or palace), a date's words and a place in the cited sentences, and
nothing that only a few-shot example says passes. What a record can spare is blanked with a warning; what it cannot spare rejects it.

A sentence that speaks to a language model carries only records that cite it: a model that obeyed it cannot plant its names and dates elsewhere.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from schemas.article import Article
from schemas.base import Kind
from schemas.draft import ActorDraft, DelegationDraft, Drafts, EventDraft, StanceDraft
from schemas.extraction import Rejected, RejectionReason, WarningCode
from service.core.carried import Ground
from service.core.countries import countries_in, country_code, place_country
from service.core.dates import find_time_words
from service.core.names import Searchable, bare, is_latin, is_proper, uninflected, words
from service.core.offices import describes
from service.core.titles import split_title

MOST_SENTENCES = 8
_TITLE_WORDS = frozenset({"foreign", "agree", "aid", "talks"})
"""Of the examples' words in capitals those that are in no name."""
RecordDraft = EventDraft | DelegationDraft | StanceDraft
DraftT = TypeVar("DraftT", EventDraft, DelegationDraft, StanceDraft)


@dataclass(frozen=True, slots=True)
class Note:
    """A warning about a draft, before the record that it becomes has an id: `position` counts the grounded drafts of its kind from 0."""

    code: WarningCode
    detail: str
    kind: Kind
    position: int


@dataclass(frozen=True, slots=True)
class Grounded:
    """The drafts that stand, those that do not, and what was blanked. Actor numbers are unchanged; actors no record may use are gone."""

    drafts: Drafts
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[Note, ...] = ()


def ground(article: Article, drafts: Drafts, *, foreign: str = "", suspicious: Collection[int] = ()) -> Grounded:
    """Check every draft against the article; see `prepare`."""
    return ground_in(prepare(article, foreign=foreign, suspicious=suspicious), drafts)


def prepare(article: Article, *, foreign: str = "", suspicious: Collection[int] = ()) -> Ground:
    """Prepare an article for checking drafts against it, as often as there are new ones.

    `foreign` is the text of the prompt's own examples; `suspicious` are the numbers of the sentences that speak to a language model (see
    `injection`).
    """
    return Ground(article, Searchable(article.text or ""), foreign, frozenset(suspicious))


def ground_in(there: Ground, drafts: Drafts) -> Grounded:
    """Check every draft against a prepared article."""
    return _Grounding(there).run(drafts)


@dataclass
class _Grounding:
    """One run: collects rejections and notes while it goes through the drafts."""

    ground: Ground
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    remarks: list[tuple[WarningCode, str]] = field(default_factory=list)

    def run(self, drafts: Drafts) -> Grounded:
        actors = {a.number: g for a in drafts.actors if (g := self._actor(a)) is not None}
        planted = {a.number for a in drafts.actors if a.number in actors and self.ground.planted(a)}
        numbered = {a.number: a.name for a in drafts.actors}
        checks: tuple[tuple[str, Kind, Callable[..., RecordDraft]], ...] = (
            ("events", "event", self._event),
            ("delegations", "delegation", self._delegation),
            ("stances", "stance", self._stance),
        )
        checked: dict[str, Any] = {}
        for plural, kind, check in checks:
            kept: list[RecordDraft] = []
            for draft in getattr(drafts, plural):
                self.remarks = []
                try:
                    there = actors if self.ground.suspicious & set(draft.sentences) else _without(actors, planted)
                    kept.append(check(draft, there, numbered))
                except _Refused as refusal:
                    self._reject(kind, refusal.reason, refusal.detail, draft)
                else:
                    self.notes += [Note(code, detail, kind, len(kept) - 1) for code, detail in self.remarks]
            checked[plural] = tuple(kept)
        return Grounded(Drafts(actors=tuple(actors.values()), **checked), tuple(self.rejected), tuple(self.notes))

    def _actor(self, actor: ActorDraft) -> ActorDraft | None:
        language = self.ground.article.language
        plain = {"name": uninflected(actor.name, language), "aliases": tuple(uninflected(a, language) for a in actor.aliases)}
        actor = actor.model_copy(update=plain)
        actor = _without_title(actor)
        names = self.ground.attested(actor)
        if not names:
            leaked = self.ground.examples.holds(actor.name)
            detail = f"{actor.name!r} does not stand in the article"
            self._reject("actor", "example_leak" if leaked else "actor_not_in_article", detail, actor)
            return None
        fullest = bare(max(names, key=len))
        described = fullest[:1].islower() and {*words(fullest)} <= {*words(actor.name)} and self.ground.describes(actor)
        standing = (
            actor.name in names
            or described
            or not self._same_script(actor.name)
            or self.ground.names_state(actor)
            or self.ground.stands_inflected(actor)
        )
        name = actor.name if standing else self._best(names, actor)
        aliases = tuple(n for n in names if n != name)
        represents = actor.represents if actor.represents != actor.number else None
        return actor.model_copy(update={"name": name, "aliases": aliases, "represents": represents})

    def _best(self, names: tuple[str, ...], actor: ActorDraft) -> str:
        """The longest of an actor's names in the article; a name before a description, either before a place that stands for it."""
        language = self.ground.article.language
        elsewhere = tuple(n for n in names if not place_country(bare(n), language)) or names
        proper = tuple(n for n in elsewhere if n != n.lower() and not describes(n)) or elsewhere
        return max(proper, key=lambda n: _likeness(n, actor))

    def _same_script(self, name: str) -> bool:
        """Whether the name is written in the article's script: then it must stand there; a transliteration cannot."""
        return is_latin(name) == self.ground.is_latin

    def _event(self, draft: EventDraft, actors: dict[int, ActorDraft], names: dict[int, str]) -> EventDraft:
        sentences = self._sentences(draft)
        doers = self._numbers(draft, "actors", actors, names)
        if not doers:
            raise _Refused("actor_not_in_article", "none of its actors stands in the article")
        recipients = tuple(n for n in self._numbers(draft, "recipients", actors, names) if n not in doers)
        draft = draft.model_copy(update={"actors": doers, "recipients": recipients, "sentences": sentences})
        draft = self._when(draft, "date")
        return self._where(draft, "place")

    def _delegation(self, draft: DelegationDraft, actors: dict[int, ActorDraft], names: dict[int, str]) -> DelegationDraft:
        sentences = self._sentences(draft)
        self._required(draft.party, actors, names)
        lists = {name: self._numbers(draft, name, actors, names) for name in ("members", "counterparts", "hosts")}
        lists["counterparts"] = tuple(n for n in lists["counterparts"] if n != draft.party)
        head = draft.head if draft.head in actors else None
        draft = draft.model_copy(update={"sentences": sentences, "head": head, **lists})
        draft = self._when(draft, "date")
        return self._where(draft, "destination")

    def _stance(self, draft: StanceDraft, actors: dict[int, ActorDraft], names: dict[int, str]) -> StanceDraft:
        sentences = self._sentences(draft)
        self._required(draft.holder, actors, names)
        target_actor = draft.target_actor if draft.target_actor in actors else None
        draft = draft.model_copy(update={"sentences": sentences, "target_actor": target_actor})
        return self._when(draft, "date")

    def _sentences(self, draft: RecordDraft) -> tuple[int, ...]:
        """The cited sentences in order; numbers beyond the article are refused, unless others remain."""
        there = sorted({n for n in draft.sentences if 1 <= n <= len(self.ground.sentences)})
        if not there:
            raise _Refused(
                "unknown_sentence", f"the article has {len(self.ground.sentences)} sentences, cited were {list(draft.sentences)}"
            )
        self._refuse_leaks(draft)
        return tuple(there[:MOST_SENTENCES])

    def _refuse_leaks(self, draft: RecordDraft) -> None:
        """Refuse a record whose words are an example's and not the article's."""
        said = (
            draft.claim
            if isinstance(draft, StanceDraft)
            else draft.purpose
            if isinstance(draft, DelegationDraft)
            else draft.summary
        )
        names = [w for w in (said or "").split()[1:] if w[:1].isupper()]
        leaked = [w for w in names if not self.ground.whole.holds(w) and self._is_foreign(w) and not country_code(bare(w))]
        if leaked:
            raise _Refused("example_leak", f"{leaked[0]!r} stands in the prompt's example, not in the article")

    def _is_foreign(self, word: str) -> bool:
        """Whether a word is a name that the examples have, and no word that any English summary may say: "Friday", "Minister", "Border"."""
        if describes(word) or find_time_words(word, "en"):
            return False
        return (
            any(self.ground.foreign[s.start].isupper() for s in self.ground.examples.find(word))
            and word.lower() not in _TITLE_WORDS
        )

    def _required(self, number: int, actors: dict[int, ActorDraft], names: dict[int, str]) -> None:
        if number in actors:
            return
        if number in names:
            raise _Refused("actor_not_in_article", f"{names[number]!r} does not stand in the article")
        raise _Refused("unknown_actor", f"the reply has no actor number {number}")

    def _numbers(self, draft: RecordDraft, name: str, actors: dict[int, ActorDraft], names: dict[int, str]) -> tuple[int, ...]:
        numbers: tuple[int, ...] = getattr(draft, name)
        for number in numbers:
            if number not in actors:
                who = repr(names[number]) if number in names else f"actor number {number}"
                self.remarks.append(("actor_dropped", f"{who} was left out of {name}: not in the article"))
        return tuple(n for n in numbers if n in actors)

    def _when(self, draft: DraftT, name: str) -> DraftT:
        """Keep a date's words where the cited sentences or one near them carry them, in the article's wording; else blank them."""
        value = getattr(draft, name)
        if value is not None and not any(self.ground.sentences[n - 1].holds(value) for n in draft.sentences):
            said = self.ground.dating.worded(draft, value)
            draft = draft if said is None else draft.model_copy(update={name: said})
        return self._carried(draft, name, "date_unsupported", lambda s, v: s.holds(v))

    def _where(self, draft: DraftT, name: str) -> DraftT:
        """Keep a place where the article names it; one in another script than the article's is kept as it is."""
        place = getattr(draft, name)
        if place is not None and not self._same_script(place):
            return draft
        return self._carried(draft, name, "place_unsupported", self.ground.names_place)

    def _carried(self, draft: DraftT, name: str, code: WarningCode, holds: Callable[[Searchable, str], bool]) -> DraftT:
        """The draft with the value kept, its evidence widened by the nearest sentence that carries the value if no cited one does."""
        value = getattr(draft, name)
        if value is None:
            return draft
        cited: tuple[int, ...] = draft.sentences
        if any(holds(self.ground.sentences[n - 1], value) for n in cited):
            return draft
        others = [n for n, s in enumerate(self.ground.sentences, 1) if n not in self.ground.suspicious and holds(s, value)]
        if not others:
            self.remarks.append((code, f"{name}: {value!r} stands in no sentence of the article"))
            return draft.model_copy(update={name: None})
        nearest = min(others, key=lambda n: min((abs(n - c), n > c) for c in cited))
        widened = tuple(sorted({*cited, nearest}))
        return draft.model_copy(update={"sentences": widened}) if len(widened) <= MOST_SENTENCES else draft

    def _reject(
        self, kind: Kind | Literal["actor"], reason: RejectionReason, detail: str, draft: RecordDraft | ActorDraft
    ) -> None:
        plain = draft.model_dump(mode="json", exclude_defaults=True)
        self.rejected.append(Rejected(kind=kind, reason=reason, detail=detail, draft=plain))


def _without_title(actor: ActorDraft) -> ActorDraft:
    """A person under the name alone; the title is the role where the draft gives none."""
    if actor.kind != "person":
        return actor
    name, office = split_title(actor.name)
    return actor if name == actor.name else actor.model_copy(update={"name": name, "role": actor.role or office})


def _likeness(name: str, actor: ActorDraft) -> tuple[bool, bool, int]:
    """How well a name that the article has stands for the actor's own, which it has not.

    "EU" is the European Union rather than "Brussels" is, and "Witkoff" Steve Witkoff rather than "the U.S. envoy".
    """
    letters = "".join(re.findall(r"[^\W\d_]", name))
    abbreviates = letters.isupper() and letters == "".join(w[0] for w in re.findall(r"[^\W\d_a-z]\w+", actor.name))
    own = is_proper(name) and not countries_in(name)
    return abbreviates, own, len(name)


class _Refused(Exception):
    def __init__(self, reason: RejectionReason, detail: str) -> None:
        super().__init__(detail)
        self.reason: RejectionReason = reason
        self.detail = detail


def _without(actors: dict[int, ActorDraft], numbers: set[int]) -> dict[int, ActorDraft]:
    return {number: actor for number, actor in actors.items() if number not in numbers} if numbers else actors
