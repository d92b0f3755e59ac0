"""Merged drafts → records: dates to ISO days, places and actors to countries, types to CAMEO, quad class and scores, evidence to offsets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from schemas.article import Article
from schemas.base import DateRange, Place
from schemas.delegation import Delegation
from schemas.draft import DelegationDraft, EventDraft, StanceDraft
from schemas.event import Event
from schemas.evidence import Evidence
from schemas.extraction import Warning
from schemas.stance import Stance, Target
from service.core.actors import Roster
from service.core.beside import country_beside
from service.core.countries import place_country
from service.core.merge import Merged, MergedDrafts
from service.core.names import Searchable, bare, uninflected
from service.core.plover import coding, modes
from service.core.when import SPEECH_ACTS, Dating, RecordDraft


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one article, not yet linked, and what was left open in them."""

    events: tuple[Event, ...]
    delegations: tuple[Delegation, ...]
    stances: tuple[Stance, ...]
    warnings: tuple[Warning, ...] = ()


def resolve(article: Article, merged: MergedDrafts, roster: Roster, dating: Dating) -> Records:
    """Give every merged draft its codes, days, countries, ids (e1, d1, s1 in order of evidence) and exact evidence."""
    return _Resolving(article, roster, dating).run(merged)


def evidence_order(merged: Sequence[Merged]) -> list[Merged]:  # type: ignore[type-arg]
    """Records in the order in which the article states them."""
    return sorted(merged, key=lambda m: (m.draft.sentences[0], m.positions[0]))


@dataclass
class _Resolving:
    article: Article
    roster: Roster
    dating: Dating
    warnings: list[Warning] = field(default_factory=list)

    def run(self, merged: MergedDrafts) -> Records:
        events = tuple(self._event(f"e{n}", m.draft) for n, m in enumerate(evidence_order(merged.events), 1))
        delegations = tuple(self._delegation(f"d{n}", m.draft) for n, m in enumerate(evidence_order(merged.delegations), 1))
        stances = tuple(self._stance(f"s{n}", m.draft) for n, m in enumerate(evidence_order(merged.stances), 1))
        return Records(events, delegations, stances, tuple(self.warnings))

    def _event(self, event_id: str, draft: EventDraft) -> Event:
        mode = draft.mode if draft.mode in modes(draft.type) else None
        codes = coding(draft.type, mode, contexts=draft.contexts, status=draft.status, summary=draft.summary)
        actors = self.roster.ids(draft.actors)
        return Event(
            id=event_id,
            type=draft.type,
            mode=mode,
            contexts=draft.contexts,
            summary=draft.summary,
            actors=actors,
            recipients=tuple(r for r in self.roster.ids(draft.recipients) if r not in actors),
            date=self._event_date(event_id, draft),
            location=self._place(draft.place, draft.sentences),
            status=draft.status,
            cameo=codes.cameo,
            quad_class=codes.quad_class,
            goldstein=codes.goldstein,
            plover_score=codes.plover_score,
            evidence=self._evidence(draft.sentences),
        )

    def _delegation(self, delegation_id: str, draft: DelegationDraft) -> Delegation:
        party = self._sender(draft.party)
        head = self.roster.of(draft.head).id if draft.head else None
        if head is None and party != self.roster.of(draft.party).id:
            head = self.roster.of(draft.party).id
        lists = {name: self.roster.ids(getattr(draft, name)) for name in ("members", "counterparts", "hosts")}
        return Delegation(
            id=delegation_id,
            party=party,
            head=head,
            members=tuple(m for m in lists["members"] if m not in {party, head}),
            counterparts=tuple(c for c in lists["counterparts"] if c != party),
            hosts=tuple(h for h in lists["hosts"] if h != party),
            destination=self._place(draft.destination, draft.sentences),
            date=self._date(delegation_id, draft),
            purpose=draft.purpose,
            level=draft.level,
            mandate=draft.mandate,
            mandate_note=draft.mandate_note,
            status=draft.status,
            evidence=self._evidence(draft.sentences),
        )

    def _stance(self, stance_id: str, draft: StanceDraft) -> Stance:
        return Stance(
            id=stance_id,
            holder=self.roster.of(draft.holder).id,
            target=Target(text=draft.target, actor=self.roster.of(draft.target_actor).id if draft.target_actor else None),
            position=draft.position,
            claim=draft.claim,
            expression=draft.expression,
            date=self._date(stance_id, draft),
            evidence=self._evidence(draft.sentences),
        )

    def _sender(self, number: int) -> str:
        """The party is the government or organisation, never the person who goes or announces it."""
        actor = self.roster.of(number)
        return actor.represents if actor.kind == "person" and actor.represents else actor.id

    def _event_date(self, event_id: str, draft: EventDraft) -> DateRange | None:
        if draft.date is None and draft.type in SPEECH_ACTS and draft.status == "occurred":
            return self.dating.of_statement(draft.sentences)
        found = self._date(event_id, draft)
        if found is None or draft.status != "occurred" or not self.article.published or found.start <= self._latest:
            return found
        detail = f"{draft.date!r} is after the article, so it cannot tell when this happened"
        self.warnings.append(Warning(code="date_unresolved", detail=detail, record=event_id))
        return None

    @cached_property
    def _latest(self) -> str:
        """The last day on which an event that the article reports may have happened: the day after, where it is day already."""
        return (date.fromisoformat(self.article.published or "") + timedelta(days=1)).isoformat()

    def _date(self, record: str, draft: RecordDraft) -> DateRange | None:
        resolved = self.dating.of_draft(draft)
        if resolved is None and draft.date is not None:
            detail = f"{draft.date!r} names no day that can be told"
            self.warnings.append(Warning(code="date_unresolved", detail=detail, record=record))
        return resolved

    def _place(self, name: str | None, sentences: Sequence[int]) -> Place | None:
        place = _place(name, self.article.language)
        if place is None or place.country or self.article.language != "en":
            return place
        text = self.article.text or ""
        cited = (self.article.sentences[n - 1] for n in sentences)
        country = country_beside(place.name, [Searchable(text[s.start : s.end]) for s in cited])
        return place.model_copy(update={"country": country})

    def _evidence(self, sentences: Sequence[int]) -> tuple[Evidence, ...]:
        text = self.article.text or ""
        spans = ((n, self.article.sentences[n - 1]) for n in sentences)
        return tuple(Evidence(sentence=n, start=s.start, end=s.end, quote=text[s.start : s.end]) for n, s in spans)


def _place(name: str | None, language: str) -> Place | None:
    if not name or not bare(name):
        return None
    name = ", ".join(uninflected(part.strip(), language) for part in name.split(","))
    parts = [bare(name), *(bare(p) for p in reversed(name.split(",")))]
    country = next((code for part in parts if part and (code := place_country(part, language))), None)
    return Place(name=bare(name), country=country)
