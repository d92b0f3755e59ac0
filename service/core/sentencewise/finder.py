"""The acts that a sentence's own words tell: hits of the lexicon with their doers, receivers and status."""

from dataclasses import replace

from schemas.event import EventStatus, EventType
from service.core.sentencewise.acts import Act, speaker_of
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.governing import absorbed, governs
from service.core.sentencewise.hits import Hit, hits
from service.core.sentencewise.mission_words import mission_words
from service.core.sentencewise.timing import ahead_of, timed
from service.core.sentencewise.tokens import joined
from service.core.sentencewise.vocabulary import GAP, lexicon

_GOVERNING = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "CONCEDE"})
_NEED_A_DOER = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "REJECT", "CONCEDE", "AID"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_THREATENED = frozenset({"CONCEDE", "REJECT", "SANCTION", "PROTEST", "MOBILIZE"})
_LINKS = frozenset({"with", "to", "on", "against", "at", "of", "from", "for", "into", "upon", "by"})
_WORDS_AFTER = 6
_PAIR = 2
_SENDING_REACH = 16


class ActFinder:
    """Finds the acts of one sentence, number `number`; `heard` is who speaks when all of it is quoted."""

    def __init__(self, clauses: Clauses, cast: Cast, number: int, *, heard: int | None = None) -> None:
        self._clauses = clauses
        self._tokens = clauses.tokens
        self._cast = cast
        self._number = number
        self._heard = heard

    def acts(self) -> tuple[Act, ...]:
        """Acts in the order of their words; those inside another's complement are left to it."""
        found: list[Act] = []
        governors: list[Hit] = []
        for hit in hits(self._clauses):
            governor = next((g for g in reversed(governors) if governs(self._clauses, g, hit)), None)
            if governor is not None:
                if found and found[-1].first == governor.first:
                    words = self._words(governor.first, hit.last)
                    found[-1] = absorbed(found[-1], hit, self._tokens[governor.first].low, words, self._receivers(hit))
                continue
            if not hit.noun and (hit.type in _GOVERNING or self._denies(hit)) and not self._lacks_its_object(hit):
                governors.append(hit)
            if (act := self._noun_act(hit) if hit.noun else self._verb_act(hit)) is not None:
                found.append(act)
        found = self._with_companions([act for act in found if not self._leads_to(act, found)])
        if (demand := self._must()) is not None and not any(a.type in {"REQUEST", "THREATEN"} for a in found):
            found.append(demand)
        return tuple(found)

    def _denies(self, hit: Hit) -> bool:
        return self._tokens[hit.first].low in lexicon().words["denying"]

    def _verb_act(self, hit: Hit) -> Act | None:
        if self._denies(hit) and not hit.phrase:
            return None
        event_type, status = timed(self._clauses, hit)
        if event_type in _THREATENED and status != "occurred" and any(t.low == "unless" for t in self._tokens):
            event_type, status = "THREATEN", "occurred"
        if event_type is None or self._lacks_its_object(hit):
            return None
        if hit.frame.passive and hit.type not in _MUTUAL:
            return self._suffered(hit, event_type, status)
        actors, recipients = self._clauses.subject(hit.first), self._receivers(hit)
        if hit.needs_object and not recipients:
            return None
        if hit.frame.passive:
            recipients = self._clauses.agent(hit.last) or recipients
        if not actors and recipients and hit.type in {"ASSAULT", "COERCE"}:
            actors = (self._cast.unidentified(),)  # "a roadside bomb killed a soldier"
        return self._made(event_type, status, actors, recipients, hit)

    def _suffered(self, hit: Hit, event_type: EventType, status: EventStatus) -> Act | None:
        """An act in the passive: its doer stands after `by`, or is named nowhere."""
        if hit.inverted:
            actors = self._clauses.agent(hit.last) or self._clauses.objects(hit.last, frozenset({"between"}), reach=8)
            recipients = self._clauses.objects(hit.last, _LINKS - {"by"}, reach=10)
            return self._made(event_type, status, actors, recipients, hit)
        actors = self._clauses.agent(hit.last) or self._clauses.agent(hit.first + 1)
        recipients = self._clauses.subject(hit.first)
        if hit.needs_object and not recipients:
            return None
        if hit.type == "OTHER" and not actors:
            return self._made(event_type, status, recipients, (), hit)  # "was elected"
        if not actors and (not recipients or hit.type in _NEED_A_DOER):
            return None
        return self._made(event_type, status, actors or (self._cast.unidentified(),), recipients, hit)

    def _lacks_its_object(self, hit: Hit) -> bool:
        """Whether the entry wants somebody between verb and `to`, and nobody is there: "wants to", not "wants them to"."""
        if hit.inverted or hit.pattern is None or not hit.pattern.steps or hit.pattern.steps[-1] != (frozenset({"to"}), GAP):
            return False
        return not self._clauses.objects(hit.first + 1, reach=hit.last - hit.first - 1)

    def _receivers(self, hit: Hit) -> tuple[int, ...]:
        """Toward whom the verb is done: behind its entry's words, or between them ("take Iraq to task")."""
        if hit.pattern is None or not hit.pattern.steps:
            return self._clauses.objects(hit.last)
        if inner := self._clauses.objects(hit.first + 1, reach=hit.last - hit.first - 1):
            return inner
        if hit.pattern.steps[-1][0] & _LINKS:
            return self._clauses.objects(hit.last, reach=8)
        return self._clauses.objects(hit.last, _LINKS, reach=10)

    def _noun_act(self, hit: Hit) -> Act | None:
        noun = hit.noun
        before = {t.low for t in self._tokens[max(0, hit.first - 4) : hit.first]}
        if noun is None or before & lexicon().words["unreal"]:
            return None
        owner = self._clauses.owner(hit.first)
        event_type, status = ahead_of(self._clauses, hit)
        if noun.mutual:
            return self._mutual(hit, event_type, status, owner)
        actors = self._clauses.agent(hit.last) or owner
        if not actors and noun.doers:
            actors = self._clauses.objects(hit.last, noun.doers, reach=6)
        if not actors and hit.type == "CONSULT" and before & {"during", "on", "after", "before"}:
            actors = self._clauses.subject(hit.first) or self._clauses.after_comma(hit.last)
        recipients = self._clauses.objects(hit.last, noun.links - {"by"}, reach=8, strict=True)
        return self._made(event_type, status, actors, recipients, hit)

    def _mutual(self, hit: Hit, event_type: EventType, status: EventStatus, owner: tuple[int, ...]) -> Act | None:
        """Talks and the like: "between X and Y", "with Y", or what two sides are said to be at."""
        if sides := self._clauses.objects(hit.last, frozenset({"between"}), reach=8):
            return self._made(event_type, status, sides, (), hit)
        other = self._clauses.objects(hit.last, frozenset({"with"}), reach=8)
        actors = tuple(n for n in owner or self._senders(hit) or self._clauses.subject(hit.first) if n not in other)
        if other and actors:
            return self._made(event_type, status, actors, other, hit)
        at = any(t.low in {"during", "after", "following", "in", "at"} for t in self._tokens[max(0, hit.first - 5) : hit.first])
        actors = self._clauses.subject(hit.first) if at else ()
        return self._made(event_type, status, actors, other, hit) if len(actors) >= _PAIR else None

    def _senders(self, hit: Hit) -> tuple[int, ...]:
        """Whose people go to the talks that they are sent to, whoever sends them: "Vey is sending a team for talks with Oslo"."""
        near = range(max(0, hit.first - _SENDING_REACH), hit.first)
        words = mission_words()
        at = next((i for i in reversed(near) if self._tokens[i].low in words["send"] and self._clauses.is_verb(i)), None)
        if at is None or not {t.low for t in self._tokens[at : hit.first]} & words["groups"]:
            return ()
        return tuple(dict.fromkeys(self._cast.party(n) for n in self._clauses.subject(at)))

    def _leads_to(self, act: Act, found: list[Act]) -> bool:
        """Whether it is the journey to talks that the sentence tells too: "flew to Tbilisi for talks with his counterpart"."""
        travels = act.meeting and not act.noun and self._tokens[act.first].low in lexicon().words["of_travel"]
        return travels and any(
            a.noun and a.meeting and a.status == "planned" and a.first >= act.last - 1 and a.actors == act.actors for a in found
        )

    def _with_companions(self, found: list[Act]) -> list[Act]:
        """Those whom the doers of the first act join act with them: "will travel, joining the Nigerian president"."""
        for i, token in enumerate(self._tokens):
            if found and i and token.low in {"joining", "accompanied"} and self._tokens[i - 1].text == ",":
                act = found[0]
                others = tuple(n for n in self._clauses.objects(i + 1) if self._cast[n].kind == "person" and n not in act.actors)
                left = tuple(r for r in act.recipients if r not in others)
                return [replace(act, actors=(*act.actors, *others), recipients=left), *found[1:]]
        return found

    def _must(self) -> Act | None:
        """That somebody "must" do something, when somebody says so, is a demand on him."""
        speaker = speaker_of(self._clauses) or self._heard
        if speaker is None or self._cast[speaker].comments:
            return None
        for i, token in enumerate(self._tokens):
            needs = token.low in {"need", "needs", "has", "have"} and self._low(i + 1) == "to"
            if not (needs or token.low in {"must", "should"}) or not self._is_done(i + 1 + needs):
                continue
            on = tuple(n for n in self._clauses.subject(i) if n != speaker)
            if not on and token.low != "must":
                return None
            return Act("REQUEST", (speaker,), on, "occurred", (self._number,), self._words(i, i + 8), i, i + 1, asked=True)
        return None

    def _is_done(self, i: int) -> bool:
        """Whether what must be is a deed: "must be freed", not "must be a mistake"."""
        return (
            self._low(i) != "be" or self._low(i + 1).endswith(("ed", "en", "ready")) or self._low(i + 1) in lexicon().participles
        )

    def _low(self, i: int) -> str:
        return self._tokens[i].low if i < len(self._tokens) else ""

    def _made(
        self, event_type: EventType, status: EventStatus, actors: tuple[int, ...], recipients: tuple[int, ...], hit: Hit
    ) -> Act | None:
        actors = tuple(dict.fromkeys(actors))
        recipients = tuple(n for n in dict.fromkeys(recipients) if n not in actors)
        if not actors:
            return None
        alone = hit.type == "CONSULT" and event_type in {"CONSULT", "AGREE"} and len(actors) + len(recipients) < _PAIR
        if alone and not self._travels(hit) and not self._is_many(actors[0]):
            return None
        if event_type == "MOBILIZE" and len([n for n in actors if self._cast[n].kind == "government"]) >= _PAIR:
            event_type = "COOPERATE"  # a joint exercise
        words = self._words(hit.first, hit.last + _WORDS_AFTER)
        # who will not discuss something may well come
        shuns_topic = event_type == "REJECT" and self._tokens[hit.first].low == "discuss" and not recipients
        return Act(
            event_type, actors, recipients, status, (self._number,), words, hit.first, hit.last,
            noun=hit.noun is not None, meeting=(hit.type == "CONSULT" and not shuns_topic) or self._meets(hit),
        )  # fmt: skip

    def _travels(self, hit: Hit) -> bool:
        """Whether it is told of one side alone that it went: "began a tour"."""
        words = {t.low for t in self._tokens[hit.first : hit.last]}
        if hit.noun is not None and hit.noun.words[-1] == "trip":
            return self._low(hit.last) == "to"  # "his trip" only names one that is told elsewhere
        return bool(words & (lexicon().words["of_travel"] | {"trip"}))

    def _meets(self, hit: Hit) -> bool:
        """Whether a promise or refusal is about a meeting: "cancelled the visit", "agreed to meet", not about who stayed away."""
        if self._tokens[hit.first].low in lexicon().words["shunning"] and hit.phrase:
            return True
        near = {t.low.rstrip("s") for t in self._tokens[hit.last - 1 : hit.last + 8]}
        return bool(near & lexicon().words["of_meetings"]) and "absence" not in near

    def _is_many(self, number: int) -> bool:
        """Whether the actor can meet within itself: "the ministers met", "the council convened"."""
        referent = self._cast[number]
        plural = referent.kind == "group" and referent.name.endswith(("s", "men"))
        return plural or referent.kind == "organization"

    def _words(self, first: int, last: int) -> str:
        return joined(self._tokens[first : min(last, len(self._tokens))])
