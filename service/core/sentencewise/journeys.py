"""Who is on the way: "Britain sent its minister, Helen Ashdown", "the envoy flew to Tripoli", "diplomats are in Ankara"."""

from collections.abc import Iterator

from service.core.sentencewise.delegations import Sent
from service.core.sentencewise.mentions import Use
from service.core.sentencewise.mission_words import PARTIES, PHRASE, Telling
from service.core.sentencewise.vocabulary import lexicon

_TOWARD = frozenset({"to", "for", "in", "at", "into"})
_LONG_PHRASE, _TOLD_REACH = 12, 6
_ENDS = frozenset({"with", "against", "for", "to", ";", "and"})


class Journeys(Telling):
    """Finds delegations that are sent, travel, stay or speak abroad."""

    def found(self) -> Iterator[Sent]:
        """All of them."""
        yield from self._sending()
        yield from self._travelling()
        yield from self._speaking()
        yield from self._staying()

    def _sending(self) -> Iterator[Sent]:
        """As in "Britain sent its Africa minister, Helen Ashdown", "will send an envoy to Port Sudan"."""
        for i in self.verbs("send"):
            object_words = {low.rstrip("s") for low in self.lows[i + 1 : i + PHRASE]} | set(self.lows[i + 1 : i + PHRASE])
            if not object_words & (self.words["groups"] | self.words["posts"]) or not self.clauses.is_verb(i):
                continue
            senders = self._senders(i)
            heads = [n for n in self._heads_after(i) if n not in senders]
            for sender in senders[:2]:
                yield self.sent(sender, next(iter(heads), None), self.status(i))

    def _senders(self, i: int) -> tuple[int, ...]:
        if self.clauses.frame(i).passive:
            return self.clauses.agent(i + 1)
        if self.lows[i].endswith("ing") and self.low(i - 1) in {"of", "for"}:  # "accused Moscow of sending"
            return next((m.actors for m in reversed(self.clauses.mentions) if m.last <= i), ())
        return self.clauses.subject(i)

    def _heads_after(self, i: int) -> tuple[int, ...]:
        """Persons named in the object of the verb at `i`, or who lead it."""
        found: list[int] = []
        for mention in self.clauses.mentions:
            if i < mention.first <= i + _LONG_PHRASE and mention.use is Use.NAME:
                between = set(self.lows[i + 1 : mention.first])
                if not between & (_ENDS | lexicon().words["saying"] | lexicon().words["clause_openers"]):
                    found += self.persons(mention.actors)
        return tuple(dict.fromkeys(found))

    def _travelling(self) -> Iterator[Sent]:
        """As in "Sun, China’s envoy, arrived in Lusaka", "Chancellor Voss will fly to Kabul for talks"."""
        for i in (*self.verbs("arrive"), *self.verbs("leave"), *self.verbs("come")):
            follows = set(self.lows[i + 1 : i + 4])
            occasion = bool(set(self.lows[i:]) & self.words["occasions"])
            arrives = self.lows[i] in self.words["arrive"]
            if not (arrives or (follows & _TOWARD and (self.place or occasion))) or not self.clauses.is_verb(i):
                continue
            if self.lows[i] in self.words["come"] and not occasion:
                continue
            for number in self.clauses.subject(i):
                referent = self.cast[number]
                country = referent.country or self.cast[self.cast.party(number)].country
                goes = referent.rank != "unstated" if referent.kind == "person" else occasion and referent.kind in PARTIES
                if goes and (country is None or country != self.abroad):
                    yield self.sent(number, number if referent.kind == "person" else None, self.status(i))

    def _speaking(self) -> Iterator[Sent]:
        """As in "the chancellor told reporters in Tokyo": who speaks abroad has gone there."""
        at = next((i for i in self.verbs("telling") if set(self.lows[i + 1 : i + 4]) & {"in", "at"}), None)
        if (
            self.abroad is None
            or at is None
            or self.place is None
            or self.place.split()[0] not in self.texts[at : at + _TOLD_REACH]
        ):
            return
        for number in self.clauses.subject(at):
            country = self.cast[self.cast.party(number)].country
            if self.cast[number].rank != "unstated" and country not in {None, self.abroad}:
                yield self.sent(number, number, "unstated")

    def _staying(self) -> Iterator[Sent]:
        """As in "a Swedish envoy is due in Ankara", "diplomats are in Ankara to persuade Turkey"."""
        if self.abroad is None or self.place is None:
            return
        for i, low in enumerate(self.lows):
            due = self.low(i + 1) == "due"
            at = i + 1 + due
            if (
                low not in lexicon().words["be"]
                or self.low(at) != "in"
                or self.place.split()[0] not in self.texts[at + 1 : at + 3]
            ):
                continue
            talks = bool(set(self.lows[at:]) & self.words["occasions"]) or "to" in self.lows[at + 1 : at + PHRASE]
            for number in self.clauses.subject(i) if due or talks else ():
                referent = self.cast[number]
                sent = referent.rank != "unstated" if referent.kind == "person" else referent.kind in PARTIES
                if sent and self.cast[self.cast.party(number)].country not in {None, self.abroad}:
                    yield self.sent(number, number if referent.kind == "person" else None, "announced" if due else "arrived")
