"""What is said about a delegation itself: "the Korean delegation arrived", "a team headed by", "represented by", "also present were"."""

from collections.abc import Iterator, Sequence

from schemas.delegation import DelegationStatus
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.delegations import Sent
from service.core.sentencewise.journeys import Journeys
from service.core.sentencewise.mentions import Mention, Use
from service.core.sentencewise.mission_words import PARTIES, PHRASE, Telling

_BRANCH = 4


def missions(clauses: Clauses, cast: Cast, number: int, where: Sequence[str]) -> tuple[Sent, ...]:
    """The delegations that sentence `number` tells of, the best told first; `where` are its places."""
    found = (*Missions(clauses, cast, number, where).found(), *Journeys(clauses, cast, number, where).found())
    return tuple(s for s in found if cast[s.party].kind in PARTIES)


class Missions(Telling):
    """Finds delegations by who leads them, whom they represent, and their name."""

    def found(self) -> Iterator[Sent]:
        """All of them."""
        yield from self._led()
        yield from self._represented()
        yield from self._made_up()
        yield from self._present()
        yield from self._named()

    def _led(self) -> Iterator[Sent]:
        """As in "who led the Indian delegation", "the army’s team, headed by General Hamdan"."""
        for i in self.verbs("lead"):
            by = self.low(i + 1) == "by"
            heads = self.persons(self.clauses.objects(i + 2, reach=PHRASE) if by else self.clauses.subject(i))
            near = range(max(0, i - PHRASE), i) if by else range(i, min(len(self.tokens), i + PHRASE))
            group = next((j for j in (reversed(near) if by else near) if self.lows[j] in self.words["groups"] | {"side"}), None)
            if not heads or group is None:
                continue
            party = self._owner(group) or (self.clauses.subject(i)[:1] if by else ())
            parties = [n for n in party if self.cast[n].kind in PARTIES] or [self.cast.party(heads[0])]
            self.cast.enlist(heads[0], parties[0])
            yield self.sent(parties[0], heads[0], self.status(i))

    def _owner(self, i: int) -> tuple[int, ...]:
        """Whose group the noun at `i` is: that of the mention it stands in, beside or after."""
        for mention in self.clauses.mentions:
            close = mention.first <= i < mention.last or 0 <= i - mention.last <= _BRANCH
            if close and any(self.cast[n].kind in PARTIES for n in mention.actors):
                return mention.actors
        return self.clauses.objects(i + 1, frozenset({"of", "from"}), reach=_BRANCH)

    def _represented(self) -> Iterator[Sent]:
        """As in "Kenya was represented by President Otieno"."""
        for i in self.verbs("represent"):
            if "by" not in self.lows[i + 1 : i + PHRASE]:
                continue
            heads = self.persons(self.clauses.agent(i + 1))
            for party in self.clauses.subject(i):
                if self.cast[party].kind in PARTIES:
                    yield self.sent(party, next(iter(heads), None), "unstated")

    def _made_up(self) -> Iterator[Sent]:
        """As in "the Armenian delegation includes Deputy Prime Minister Petrosian and an adviser, Ana Hakob"."""
        for i in self.verbs("comprise"):
            party = next((m.actors for m in reversed(self.clauses.mentions) if m.last <= i and self._is_delegation(m)), ())
            if not party or self.status(i) == "refused":
                continue
            listed = [m for m in self.clauses.mentions if i < m.first and m.use is Use.NAME]
            members = tuple(n for m in listed for n in self.persons(m.actors))
            for number in members:
                self.cast.enlist(number, party[0])
            if members and self.cast[party[0]].kind in PARTIES:
                yield self.sent(party[0], None, "unstated", members)

    def _present(self) -> Iterator[Sent]:
        """As in "Also present were Prime Minister Nhantumbo and a Chinese envoy", "the funeral was attended by …"."""
        told = (
            i
            for i, low in enumerate(self.lows)
            if (low in {"were", "was"} and set(self.lows[:i]) & self.words["presence"])
            or (low == "attended" and self.low(i + 1) == "by")
        )
        if (at := next(told, None)) is None:
            return
        for mention in self.clauses.mentions:
            if mention.first > at and mention.use is Use.NAME:
                for number in mention.actors:
                    if self.cast[number].rank != "unstated" or self.cast[number].kind == "government":
                        yield self.sent(number, number, "unstated")

    def _named(self) -> Iterator[Sent]:
        """Delegations by their name, and negotiators by their office."""
        status = self._status_of_all()
        talks = bool(set(self.lows) & self.words["occasions"])
        for mention in self.clauses.mentions:
            if len(mention.actors) != 1 or mention.use is Use.PLACE:
                continue
            referent = self.cast[mention.actors[0]]
            if referent.kind == "person":
                if self._leads(mention) and (status != "unstated" or talks or self._negotiates(mention)):
                    yield self.sent(referent.number, referent.number, status)
            elif self._is_delegation(mention) and status != "unstated":
                yield self.sent(referent.number, None, status)

    def _status_of_all(self) -> DelegationStatus:
        words = {low for i, low in enumerate(self.lows) if low not in self.words["lead"] or self._goes(i)}
        if words & (self.words["arrive"] | {"arrival"}):
            return "arrived"
        if words & self.words["leave"] and words & {"will", "to", "expected"}:
            return "announced"
        return "en_route" if words & (self.words["leave"] | {"departure"}) else "unstated"

    def _goes(self, i: int) -> bool:
        """Whether the verb at `i`, which may mean to lead, means to go: "headed to Cairo", not "headed by Kos"."""
        return bool({"to", "for", "home", "back"} & set(self.lows[i + 1 : i + _BRANCH]))

    def _is_delegation(self, mention: Mention) -> bool:
        """Whether the mention is a party's delegation: "the US delegation", "the delegation of Korea"."""
        groups = self.words["groups"]
        inside = set(self.lows[mention.first : mention.last])
        before = self.lows[max(0, mention.first - 3) : mention.first]
        return bool(
            inside & groups
            or ("of" in before and set(before) & groups)
            or set(self.lows[mention.last : mention.last + 1]) & groups
        )

    def _leads(self, mention: Mention) -> bool:
        """Whether the person leads or is a delegation: "chief negotiator Song", "Sasae, head of the Japanese delegation"."""
        role = (self.cast[mention.actors[0]].role or "").lower().split()
        after = self.lows[mention.last : mention.last + 9]
        headed = bool(set(after) & {"head", "leader", "chief"}) and bool(set(after) & {"delegation", "team", "mission"})
        return bool(set(role) & (self.words["roles"] | {"representative"})) or headed

    def _negotiates(self, mention: Mention) -> bool:
        role = (self.cast[mention.actors[0]].role or "").lower().split()
        return bool(set(role) & self.words["negotiating"]) and self.lows[max(0, mention.last - 1)] != "former"
