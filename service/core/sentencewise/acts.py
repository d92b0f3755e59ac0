"""Acts told by the words of a sentence: verbs and nouns of the lexicon, with who does them to whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.event import EventStatus, EventType
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses, Frame
from service.core.sentencewise.mentions import Use
from service.core.sentencewise.tokens import joined
from service.core.sentencewise.vocabulary import Noun, Pattern, lexicon, people


@dataclass(frozen=True, slots=True)
class Act:
    """Something done: type, doers and receivers (referent numbers), the sentences, and the words that say it."""

    type: EventType
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    status: EventStatus
    sentences: tuple[int, ...]
    words: str
    first: int = 0
    last: int = 0
    noun: bool = False
    asked: bool = False
    meeting: bool = False


_FUTURE_TYPES: dict[str, EventType] = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}
_GOVERNING = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "CONCEDE"})
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "THREATEN", "AGREE", "SUPPORT", "REJECT", "CONCEDE"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})
_COMING = frozenset(
    {
        "upcoming",
        "planned",
        "scheduled",
        "forthcoming",
        "future",
        "next",
        "proposed",
        "expected",
        "possible",
        "potential",
        "another",
        "new",
        "further",
        "more",
    }
)
_LINKS_OF_VERB = frozenset({"with", "to", "on", "against", "at", "of", "from", "for", "into", "upon", "by"})


@dataclass(frozen=True, slots=True)
class _Hit:
    type: EventType
    first: int
    last: int
    frame: Frame
    noun: Noun | None = None
    pattern: Pattern | None = None


class ActFinder:
    """Finds the acts of one sentence."""

    def __init__(self, clauses: Clauses, cast: Cast, number: int) -> None:
        self._clauses = clauses
        self._tokens = clauses.tokens
        self._cast = cast
        self._number = number

    def acts(self) -> tuple[Act, ...]:
        """Acts in the order of their words; those inside another's complement are left to it."""
        found: list[Act] = []
        governors: list[_Hit] = []
        for hit in self._hits():
            governor = next((g for g in reversed(governors) if self._governs(g, hit)), None)
            if governor is not None:
                found = self._absorbed(found, governor, hit)
                continue
            if not hit.noun and (hit.type in _GOVERNING or self._tokens[hit.first].low in lexicon().words["denying"]):
                governors.append(hit)
            if (act := self._act(hit)) is not None:
                found.append(act)
        found = self._joined(found)
        if (demand := self._must()) is not None and not any(a.type in {"REQUEST", "THREATEN"} for a in found):
            found.append(demand)
        return tuple(found)

    def _joined(self, found: list[Act]) -> list[Act]:
        """Those whom the doers of the first act join act with them: "will travel, joining the Nigerian president"."""
        for i, token in enumerate(self._tokens):
            if token.low in {"joining", "accompanied"} and i and self._tokens[i - 1].text == "," and found:
                others = tuple(
                    n for n in self._clauses.objects(i + 1) if self._cast[n].kind == "person" and n not in found[0].actors
                )
                return [
                    replace(
                        found[0],
                        actors=(*found[0].actors, *others),
                        recipients=tuple(r for r in found[0].recipients if r not in others),
                    ),
                    *found[1:],
                ]
        return found

    def _hits(self) -> Iterator[_Hit]:
        i = 0
        while i < len(self._tokens):
            hit = self._verb(i) or self._noun(i)
            if hit is None:
                i += 1
                continue
            yield hit
            i = max(i + 1, hit.last if hit.noun else hit.first + 1)
            if hit.pattern is not None and hit.pattern.steps:
                i = max(i, hit.last)

    def _verb(self, i: int) -> _Hit | None:
        token = self._tokens[i]
        patterns = lexicon().verbs.get(token.low)
        if not patterns or (token.capital and i) or self._clauses.inside(i) or not self._clauses.is_verb(i):
            return None
        for pattern in patterns:
            if (last := self._matches(pattern, i)) is not None:
                return _Hit(pattern.type, i, last, self._clauses.frame(i), pattern=pattern)  # type: ignore[arg-type]
        return None

    def _matches(self, pattern: Pattern, i: int) -> int | None:
        """Token after the pattern's last word when it stands at `i`."""
        at = i + 1
        for words, gap in pattern.steps:
            for j in range(at, min(at + gap + 1, len(self._tokens))):
                low = self._tokens[j].low
                if low in words or low.rstrip("s") in words:
                    at = j + 1
                    break
                if self._tokens[j].text in {";", "."}:
                    return None
            else:
                return None
        return at

    def _noun(self, i: int) -> _Hit | None:
        low = self._tokens[i].low
        for noun in (*lexicon().nouns.get(low, ()), *(lexicon().nouns.get(low[:-1], ()) if low.endswith("s") else ())):
            first = i - len(noun.words) + 1
            before = tuple(t.low for t in self._tokens[first:i])
            if first >= 0 and before == noun.words[:-1] and not self._clauses.inside(i):
                return _Hit(noun.type, first, i + 1, Frame("done", passive=False, infinitive=False, governor=None), noun=noun)  # type: ignore[arg-type]
        return None

    def _governs(self, governor: _Hit, hit: _Hit) -> bool:
        """Whether the hit is what the governor demands, alleges, refuses or promises."""
        between = [t.low for t in self._tokens[governor.last : hit.first]]
        if len(between) > 14 or ";" in between:
            return False
        if hit.noun is not None:
            return (
                governor.type in {"REQUEST", "THREATEN", "ACCUSE", "REJECT", "AGREE", "CONCEDE"}
                and len(between) <= 7
                and not {",", "after", "following"} & set(between)
            )
        low = self._tokens[hit.first].low
        if hit.frame.infinitive:
            return "and" not in between or "," not in between
        if low.endswith("ing"):
            return (
                bool({"of", "for", "from", "with", "that", "to", "and"} & set(between[-6:])) and "," not in between[-2:]
            ) or not between
        if governor.frame.tense == "not" and self._tokens[governor.first].low in lexicon().words["denying"]:
            return True
        return ("that" in between and "," not in between and (governor.type not in {"AGREE"})) or bool(
            {"if", "unless"} & set(between)
        )

    def _absorbed(self, found: list[Act], governor: _Hit, hit: _Hit) -> list[Act]:
        """What a promise promises tells its type: to withdraw yields, to attack threatens."""
        if governor.type != "AGREE" or not found or found[-1].first != governor.first:
            return found
        if hit.type in {"RETREAT", "CONCEDE"}:
            return [*found[:-1], replace(found[-1], type="CONCEDE", words=self._words(governor.first, hit.last))]
        if hit.type in _CONFLICT and self._tokens[governor.first].low.startswith(("vow", "pledg", "promis", "prepar")):
            return [*found[:-1], replace(found[-1], type="THREATEN", words=self._words(governor.first, hit.last))]
        planned: EventStatus = "planned" if hit.type == "CONSULT" else found[-1].status
        recipients = found[-1].recipients or self._receivers(hit)
        return [
            *found[:-1],
            replace(found[-1], status=planned, recipients=recipients, words=self._words(governor.first, hit.last), last=hit.last),
        ]

    def _act(self, hit: _Hit) -> Act | None:
        return self._noun_act(hit) if hit.noun else self._verb_act(hit)

    def _verb_act(self, hit: _Hit) -> Act | None:
        low = self._tokens[hit.first].low
        frame = hit.frame
        if low in lexicon().words["denying"] and hit.type != "REJECT" and (hit.pattern is None or not hit.pattern.steps):
            return None
        if hit.pattern is not None and hit.pattern.verb == "be" and frame.tense == "done" and hit.last - hit.first < 2:
            return None
        event_type, status = self._timed(hit)
        if event_type is None:
            return None
        if (
            hit.pattern is not None
            and hit.pattern.steps
            and hit.pattern.steps[-1] == (frozenset({"to"}), 6)
            and not self._receivers(hit)
        ):
            return None  # "wants to", not "wants them to"
        if frame.passive and hit.type not in _MUTUAL:
            if hit.pattern is not None and hit.pattern.needs_object and not self._clauses.subject(hit.first):
                return None
            actors = self._clauses.agent(hit.last)
            recipients = self._clauses.subject(hit.first)
            if not recipients and not actors:
                return None
            if not actors:
                if hit.type == "OTHER":
                    return self._made(event_type, status, recipients, (), hit)  # "was elected"
                if hit.noun or hit.type in _SPOKEN - {"AGREE"} or hit.type in {"OTHER", "AID"}:
                    return None
                actors = (self._cast.unidentified(),)
        else:
            actors = self._clauses.subject(hit.first)
            recipients = self._receivers(hit)
            if hit.pattern is not None and hit.pattern.needs_object and not recipients:
                return None
            if frame.passive:
                recipients = self._clauses.agent(hit.last) or recipients
        if not actors and recipients and hit.type in {"ASSAULT", "COERCE"}:
            actors = (self._cast.unidentified(),)  # "a roadside bomb killed a soldier"
        return self._made(event_type, status, actors, recipients, hit)

    def _receivers(self, hit: _Hit) -> tuple[int, ...]:
        """Toward whom the verb at the hit is done: behind its pattern, or within it ("take Iraq to task")."""
        if hit.pattern is not None and hit.pattern.steps:
            inner = self._clauses.objects(hit.first + 1, reach=hit.last - hit.first - 1)
            if inner:
                return inner
            words = hit.pattern.steps[-1][0]
            if words & _LINKS_OF_VERB:
                return self._clauses.objects(hit.last, reach=8)
            return self._clauses.objects(hit.last, _LINKS_OF_VERB, reach=10)
        return self._clauses.objects(hit.last)

    def _timed(self, hit: _Hit) -> tuple[EventType | None, EventStatus]:
        """Type and status by the frame: plans turn into promises, what is not done into refusals or nothing."""
        tense = hit.frame.tense
        if tense == "done":
            return hit.type, "occurred"
        if tense == "future":
            if hit.type in _FUTURE_TYPES:
                return _FUTURE_TYPES[hit.type], "planned"
            if hit.type in {"AGREE", "CONCEDE"}:
                return hit.type, "occurred"
            if hit.type == "REJECT":
                return "REJECT", "occurred"
            return (
                (hit.type, "planned")
                if hit.type in {"PROTEST", "MOBILIZE", "OTHER", "REQUEST"}
                else ("THREATEN", "occurred")
                if hit.type in _CONFLICT and not hit.frame.passive
                else (None, "occurred")
            )
        if tense == "not":
            refusing = hit.type in {"CONSULT", "AGREE", "SUPPORT", "RETREAT", "CONCEDE", "COOPERATE", "AID"}
            words = {t.low for t in self._tokens[max(0, hit.first - 5) : hit.first]}
            willed = words & {
                "will",
                "wo",
                "refuse",
                "refused",
                "refuses",
                "refusing",
                "decline",
                "declined",
                "declines",
                "declining",
                "intention",
                "plans",
                "would",
                "never",
            }
            return ("REJECT", "occurred") if refusing and willed else (None, "occurred")
        return None, "hypothetical"

    def _noun_act(self, hit: _Hit) -> Act | None:
        noun = hit.noun
        assert noun is not None
        owner = self._clauses.owner(hit.first)
        agent = self._clauses.agent(hit.last) if "by" in noun.links else ()
        before = {t.low for t in self._tokens[max(0, hit.first - 4) : hit.first]}
        ahead = bool(before & _COMING) or (hit.type == "CONSULT" and self._purpose(hit.first))
        status: EventStatus = "planned" if ahead and hit.type in {"CONSULT", "AGREE"} else "occurred"
        event_type: EventType = "AGREE" if status == "planned" else hit.type
        if before & {"no", "without", "not", "any", "possible", "potential"}:
            return None
        if noun.mutual:
            sides = self._clauses.objects(hit.last, frozenset({"between"}), reach=8)
            other = self._clauses.objects(hit.last, frozenset({"with"}), reach=8)
            subject = owner or (self._clauses.subject(hit.first) if other else ())
            actors = sides or tuple(n for n in subject if n not in other)
            if not sides and not (other and actors):
                actors = self._clauses.subject(hit.first) if self._at(hit.first) else ()
                if len(actors) < 2:  # noqa: PLR2004 - talks take two
                    return None
            if self._next(hit.last, "will", "open", "resume", "begin", "start", "scheduled", "set"):
                event_type, status = _FUTURE_TYPES.get(hit.type, hit.type), "planned"
            return self._made(event_type, status, actors, other if not sides else (), hit)
        actors = agent or owner
        if not actors:
            return None
        recipients = self._clauses.objects(hit.last, noun.links - {"by"}, reach=8, strict=True)
        return self._made(event_type, status, actors, recipients, hit)

    def _purpose(self, i: int) -> bool:
        """Whether the noun is what somebody goes for: "a team to Istanbul for the first direct talks"."""
        for token in reversed(self._tokens[max(0, i - 5) : i]):
            if token.low in people().sets["prepositions"]:
                return token.low == "for" or (token.low == "of" and self._tokens[max(0, i - 3)].low == "ahead")
        return False

    def _at(self, i: int) -> bool:
        """Whether somebody does something at the occasion: "during talks in Abidjan"."""
        return any(t.low in {"during", "after", "following", "in", "at"} for t in self._tokens[max(0, i - 3) : i])

    def _next(self, i: int, *words: str) -> bool:
        return any(t.low in words for t in self._tokens[i : i + 9])

    def _must(self) -> Act | None:
        """ "X must do", said by somebody, is a demand on X."""
        for i, token in enumerate(self._tokens):
            if token.low not in {"must", "should"} and not (
                token.low in {"need", "needs", "has", "have"} and self._next_is(i, "to")
            ):
                continue
            if self._next_is(i + 1 if token.low not in {"must", "should"} else i, "be"):
                continue
            speaker = self._speaker(i)
            if speaker is None or self._cast[speaker].comments:
                return None
            on = tuple(n for n in self._clauses.subject(i) if n != speaker)
            if not on and token.low != "must":
                return None
            return Act("REQUEST", (speaker,), on, "occurred", (self._number,), self._words(i, i + 8), i, i + 1, asked=True)
        return None

    def _next_is(self, i: int, word: str) -> bool:
        return i + 1 < len(self._tokens) and self._tokens[i + 1].low == word

    def _speaker(self, i: int) -> int | None:
        """Who says the words at token `i`."""
        return speaker_of(self._clauses)

    def _made(
        self, event_type: EventType, status: EventStatus, actors: tuple[int, ...], recipients: tuple[int, ...], hit: _Hit
    ) -> Act | None:
        actors = tuple(dict.fromkeys(actors))
        recipients = tuple(n for n in dict.fromkeys(recipients) if n not in actors)
        if not actors or all(self._cast[n].comments for n in actors):
            return None
        if (
            event_type in {"CONSULT"} | ({"AGREE"} if hit.type == "CONSULT" else set())
            and len(actors) + len(recipients) < 2
            and not (self._goes_somewhere(hit) or self._is_many(actors[0]))
        ):
            return None
        return Act(
            event_type,
            actors,
            recipients,
            status,
            (self._number,),
            self._words(hit.first, hit.last + 6),
            hit.first,
            hit.last,
            noun=hit.noun is not None,
            meeting=hit.type == "CONSULT" or self._meets(hit),
        )

    def _meets(self, hit: _Hit) -> bool:
        """Whether a promise or refusal is about a meeting: "cancelled the visit", "agreed to meet"."""
        near = {t.low.rstrip("s") for t in self._tokens[hit.last - 1 : hit.last + 8]}
        return bool(near & {"meeting", "meet", "talk", "visit", "summit", "trip", "negotiation", "travel", "conference"})

    def _is_many(self, number: int) -> bool:
        """Whether the actor can meet within itself: "the ministers met", "the council convened"."""
        referent = self._cast[number]
        return referent.kind in {"group", "organization"} and (
            referent.kind == "organization" or referent.name.endswith(("s", "men"))
        )

    def _goes_somewhere(self, hit: _Hit) -> bool:
        low = self._tokens[hit.first].low
        return low.startswith(("visit", "tour", "travel", "fly", "attend", "particip", "arriv", "conven", "host")) or low in {
            "flew",
            "taking",
            "take",
            "took",
            "pay",
            "paid",
        }

    def _words(self, first: int, last: int) -> str:
        return joined(self._tokens[first : min(last, len(self._tokens))])


def speaker_of(clauses: Clauses) -> int | None:
    """Who is said to say something in the sentence: the subject of a verb of saying outside quotation marks."""
    saying = lexicon().words["saying"]
    tokens = clauses.tokens
    for i, token in enumerate(tokens):
        if token.low not in saying or token.quoted or clauses.inside(i):
            continue
        for mention in clauses.mentions:  # "… ", said Lavrov
            if (
                mention.use in {Use.NAME}
                and mention.first in {i + 1, i + 2}
                and (i == 0 or tokens[i - 1].text in "\"”»,'’")
                and len(mention.actors) == 1
            ):
                return mention.actors[0]
        if not clauses.is_verb(i) and token.low not in {"says", "said", "told", "added"}:
            continue
        found = clauses.subject(i)
        if len(found) == 1:
            return found[0]
    return None


def is_commentator(cast: Cast, number: int) -> bool:
    """Whether the actor is quoted as an expert, activist, journalist or citizen."""
    referent = cast[number]
    return referent.comments or (
        referent.kind == "group" and bool(set(referent.name.lower().split()) & people().sets["commentators"])
    )


def merged(acts: Sequence[Act]) -> tuple[Act, ...]:
    """One act for each occasion: the same act told again, or a plan and its fulfilment, with all its sentences."""
    kept: list[Act] = []
    for act in acts:
        twin = next((k for k in range(len(kept)) if _same(kept[k], act)), None)
        if twin is None:
            kept.append(act)
            continue
        old = kept[twin]
        recipients = tuple(n for n in dict.fromkeys((*old.recipients, *act.recipients)) if n not in old.actors)
        sentences = tuple(sorted({*old.sentences, *act.sentences}))[:4]
        kept[twin] = replace(old, recipients=recipients, sentences=sentences)
    return tuple(kept)


def _same(one: Act, other: Act) -> bool:
    if one.type != other.type or one.status != other.status:
        return False
    mine, theirs = {*one.actors, *one.recipients}, {*other.actors, *other.recipients}
    near = min(abs(a - b) for a in one.sentences for b in other.sentences) <= 1
    if one.type == "CONSULT" or one.status == "planned":
        return len(mine & theirs) >= 2 or (near and bool(mine & theirs) and (len(theirs) < 2 or len(mine) < 2))
    if not set(one.actors) & set(other.actors):
        return False
    agree = not one.recipients or not other.recipients or bool(set(one.recipients) & set(other.recipients))
    return agree and near
