"""What is said about a delegation itself: "the Korean delegation arrived", "a team headed by", "represented by", "sent its minister"."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from schemas.delegation import DelegationStatus
from service.core.countries import place_country
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.delegations import Sent
from service.core.sentencewise.mentions import Mention, Use
from service.core.sentencewise.verbs import forms
from service.core.sentencewise.vocabulary import lexicon

_PARTIES = frozenset({"government", "organization", "armed_group", "party"})
_PHRASE = 8
_TOWARD = frozenset({"to", "for", "in", "at", "into"})
_LONG_PHRASE = 12
_BRANCH = 4
_TOLD_REACH = 6
_ENDS = frozenset({"with", "against", "for", "to", ";", "and"})


@cache
def mission_words() -> dict[str, frozenset[str]]:
    """The word lists; verbs in all their forms."""
    path = files("service.core.sentencewise").joinpath("lexicon", "missions.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    verbs = {name: frozenset(f for verb in listed for f in forms(verb)) for name, listed in data.pop("verbs").items()}
    return {name: frozenset(listed) for name, listed in data.items()} | verbs


class Missions:
    """Finds the delegations that one sentence, number `number`, tells of; `where` are its places."""

    def __init__(self, clauses: Clauses, cast: Cast, number: int, where: Sequence[str]) -> None:
        self._clauses = clauses
        self._tokens = clauses.tokens
        self._cast = cast
        self._number = number
        self._place = next(iter(where), None)
        self._lows = [t.low for t in clauses.tokens]
        self._texts = [t.text for t in clauses.tokens]
        self._words = mission_words()

    def found(self) -> tuple[Sent, ...]:
        """All of them, the best told first."""
        found = (
            *self._led(),
            *self._represented(),
            *self._sending(),
            *self._travelling(),
            *self._present(),
            *self._named(),
            *self._speaking(),
            *self._staying(),
        )
        return tuple(s for s in found if self._cast[s.party].kind in _PARTIES)

    def _sent(self, party: int, head: int | None, status: DelegationStatus, members: tuple[int, ...] = ()) -> Sent:
        party = self._cast.party(party)
        head = head if head != party else None
        return Sent(party, head, (), (), self._place, status, (self._number,), members=members)

    def _verbs(self, name: str) -> Iterator[int]:
        return (i for i, low in enumerate(self._lows) if low in self._words[name] and not self._clauses.inside(i))

    def _status(self, i: int) -> DelegationStatus:
        """By the tense of the verb at `i`, which tells of going or sending."""
        before = set(self._lows[max(0, i - 5) : i])
        if before & {"not", "never", "no"}:
            return "refused"
        if before & (lexicon().words["future"] | {"to", "would", "expected", "due"}):
            return "announced"
        if self._lows[i] in self._words["arrive"]:
            return "arrived"
        return "en_route" if self._lows[i].endswith("ing") and self._lows[i] not in self._words["lead"] else "unstated"

    def _persons(self, actors: Sequence[int]) -> tuple[int, ...]:
        return tuple(n for n in actors if self._cast[n].kind == "person")

    def _led(self) -> Iterator[Sent]:
        """As in "who led the Indian delegation", "the army’s team, headed by General Hamdan"."""
        for i in self._verbs("lead"):
            by = self._low(i + 1) == "by"
            heads = self._persons(self._clauses.objects(i + 2, reach=_PHRASE) if by else self._clauses.subject(i))
            near = range(max(0, i - _PHRASE), i) if by else range(i, min(len(self._tokens), i + _PHRASE))
            group = next((j for j in (reversed(near) if by else near) if self._lows[j] in self._words["groups"]), None)
            if not heads or group is None:
                continue
            party = self._owner(group) or (self._clauses.subject(i)[:1] if by else ())
            parties = [n for n in party if self._cast[n].kind in _PARTIES] or [self._cast.party(heads[0])]
            yield self._sent(parties[0], heads[0], self._status(i))

    def _owner(self, i: int) -> tuple[int, ...]:
        """Whose group the noun at `i` is: that of the mention it stands in, beside or after."""
        for mention in self._clauses.mentions:
            close = mention.first <= i < mention.last or 0 <= i - mention.last <= _BRANCH
            if close and any(self._cast[n].kind in _PARTIES for n in mention.actors):
                return mention.actors
        return self._clauses.objects(i + 1, frozenset({"of", "from"}), reach=_BRANCH)

    def _represented(self) -> Iterator[Sent]:
        """As in "Kenya was represented by President Otieno"."""
        for i in self._verbs("represent"):
            if "by" not in self._lows[i + 1 : i + _PHRASE]:
                continue
            heads = self._persons(self._clauses.agent(i + 1))
            for party in self._clauses.subject(i):
                if self._cast[party].kind in _PARTIES:
                    yield self._sent(party, next(iter(heads), None), "unstated")

    def _sending(self) -> Iterator[Sent]:
        """As in "Britain sent its Africa minister, Helen Ashdown", "will send an envoy to Port Sudan"."""
        for i in self._verbs("send"):
            object_words = {low.rstrip("s") for low in self._lows[i + 1 : i + _PHRASE]} | set(self._lows[i + 1 : i + _PHRASE])
            if not object_words & (self._words["groups"] | self._words["posts"]) or not self._clauses.is_verb(i):
                continue
            senders = self._senders(i)
            heads = [n for n in self._heads_after(i) if n not in senders]
            for sender in senders[:2]:
                yield self._sent(sender, next(iter(heads), None), self._status(i))

    def _senders(self, i: int) -> tuple[int, ...]:
        if self._clauses.frame(i).passive:
            return self._clauses.agent(i + 1)
        if self._lows[i].endswith("ing") and self._low(i - 1) in {"of", "for"}:  # "accused Moscow of sending"
            return next((m.actors for m in reversed(self._clauses.mentions) if m.last <= i), ())
        return self._clauses.subject(i)

    def _heads_after(self, i: int) -> tuple[int, ...]:
        """Persons named in the object of the verb at `i`, or who lead it."""
        found: list[int] = []
        for mention in self._clauses.mentions:
            if i < mention.first <= i + _LONG_PHRASE and mention.use is Use.NAME:
                between = set(self._lows[i + 1 : mention.first])
                if not between & (_ENDS | lexicon().words["saying"] | lexicon().words["clause_openers"]):
                    found += self._persons(mention.actors)
        return tuple(dict.fromkeys(found))

    def _travelling(self) -> Iterator[Sent]:
        """As in "Sun, China’s envoy, arrived in Lusaka", "Chancellor Voss will fly to Kabul for talks"."""
        abroad = place_country(self._place) if self._place else None
        for i in (*self._verbs("arrive"), *self._verbs("leave"), *self._verbs("come")):
            follows = set(self._lows[i + 1 : i + 4])
            occasion = bool(set(self._lows[i:]) & self._words["occasions"])
            arrives = self._lows[i] in self._words["arrive"]
            if not (arrives or (follows & _TOWARD and (self._place or occasion))) or not self._clauses.is_verb(i):
                continue
            if self._lows[i] in self._words["come"] and not occasion:
                continue
            for number in self._clauses.subject(i):
                referent = self._cast[number]
                country = referent.country or self._cast[self._cast.party(number)].country
                goes = referent.rank != "unstated" if referent.kind == "person" else occasion and referent.kind in _PARTIES
                if goes and (country is None or country != abroad):
                    yield self._sent(number, number if referent.kind == "person" else None, self._status(i))

    def _staying(self) -> Iterator[Sent]:
        """As in "a Swedish envoy is due in Ankara", "diplomats are in Ankara to persuade Turkey"."""
        abroad = place_country(self._place) if self._place else None
        if abroad is None or self._place is None:
            return
        for i, low in enumerate(self._lows):
            due = self._low(i + 1) == "due"
            at = i + 1 + due
            if low not in lexicon().words["be"] or self._low(at) != "in" or self._place.split()[0] not in self._texts[at + 1 : at + 3]:
                continue
            talks = bool(set(self._lows[at:]) & self._words["occasions"]) or "to" in self._lows[at + 1 : at + _PHRASE]
            for number in self._clauses.subject(i) if due or talks else ():
                referent = self._cast[number]
                sent = referent.rank != "unstated" if referent.kind == "person" else referent.kind in _PARTIES
                if sent and self._cast[self._cast.party(number)].country not in {None, abroad}:
                    yield self._sent(number, number if referent.kind == "person" else None, "announced" if due else "arrived")

    def _speaking(self) -> Iterator[Sent]:
        """As in "the chancellor told reporters in Tokyo": who speaks abroad has gone there."""
        abroad = place_country(self._place) if self._place else None
        at = next((i for i in self._verbs("telling") if set(self._lows[i + 1 : i + 4]) & {"in", "at"}), None)
        if (
            abroad is None
            or at is None
            or self._place is None
            or self._place.split()[0] not in self._texts[at : at + _TOLD_REACH]
        ):
            return
        for number in self._clauses.subject(at):
            country = self._cast[self._cast.party(number)].country
            if self._cast[number].rank != "unstated" and country not in {None, abroad}:
                yield self._sent(number, number, "unstated")

    def _present(self) -> Iterator[Sent]:
        """As in "Also present were Prime Minister Nhantumbo and a Chinese envoy", "the funeral was attended by …"."""
        told = (
            i
            for i, low in enumerate(self._lows)
            if (low in {"were", "was"} and set(self._lows[:i]) & self._words["presence"])
            or (low == "attended" and self._low(i + 1) == "by")
        )
        if (at := next(told, None)) is None:
            return
        for mention in self._clauses.mentions:
            if mention.first > at and mention.use is Use.NAME:
                for number in mention.actors:
                    if self._cast[number].rank != "unstated" or self._cast[number].kind == "government":
                        yield self._sent(number, number, "unstated")

    def _named(self) -> Iterator[Sent]:
        """Delegations by their name, and negotiators by their office."""
        status = self._status_of_all()
        talks = bool(set(self._lows) & self._words["occasions"])
        for mention in self._clauses.mentions:
            if len(mention.actors) != 1 or mention.use is Use.PLACE:
                continue
            referent = self._cast[mention.actors[0]]
            if referent.kind == "person":
                if self._leads(mention) and (status != "unstated" or talks or self._negotiates(mention)):
                    yield self._sent(referent.number, referent.number, status)
            elif self._is_delegation(mention) and status != "unstated":
                yield self._sent(referent.number, None, status)

    def _status_of_all(self) -> DelegationStatus:
        words = set(self._lows)
        if words & (self._words["arrive"] | {"arrival"}):
            return "arrived"
        if words & self._words["leave"] and words & {"will", "to", "expected"}:
            return "announced"
        return "en_route" if words & (self._words["leave"] | {"departure"}) else "unstated"

    def _is_delegation(self, mention: Mention) -> bool:
        """Whether the mention is a party's delegation: "the US delegation", "the delegation of Korea"."""
        groups = self._words["groups"]
        inside = set(self._lows[mention.first : mention.last])
        before = self._lows[max(0, mention.first - 3) : mention.first]
        return bool(
            inside & groups
            or ("of" in before and set(before) & groups)
            or set(self._lows[mention.last : mention.last + 1]) & groups
        )

    def _leads(self, mention: Mention) -> bool:
        """Whether the person leads or is a delegation: "chief negotiator Song", "Sasae, head of the Japanese delegation"."""
        role = (self._cast[mention.actors[0]].role or "").lower().split()
        after = self._lows[mention.last : mention.last + 9]
        headed = bool(set(after) & {"head", "leader", "chief"}) and bool(set(after) & {"delegation", "team", "mission"})
        return bool(set(role) & (self._words["roles"] | {"representative"})) or headed

    def _negotiates(self, mention: Mention) -> bool:
        role = (self._cast[mention.actors[0]].role or "").lower().split()
        return bool(set(role) & self._words["negotiating"]) and self._lows[max(0, mention.last - 1)] != "former"

    def _low(self, i: int) -> str:
        return self._lows[i] if i < len(self._lows) else ""
