"""A sentence as it may tell of delegations: its words, its mentions, the verbs of going, sending and leading in it."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from schemas.delegation import DelegationStatus
from service.core.countries import place_country
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.delegations import Sent
from service.core.sentencewise.verbs import forms
from service.core.sentencewise.vocabulary import lexicon

PARTIES = frozenset({"government", "organization", "armed_group", "party"})
PHRASE = 8


@cache
def mission_words() -> dict[str, frozenset[str]]:
    """The word lists; verbs in all their forms."""
    path = files("service.core.sentencewise").joinpath("lexicon", "missions.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    verbs = {name: frozenset(f for verb in listed for f in forms(verb)) for name, listed in data.pop("verbs").items()}
    return {name: frozenset(listed) for name, listed in data.items()} | verbs


class Telling:
    """Sentence number `number` with its places `where`; what finds delegations in it is built on this."""

    def __init__(self, clauses: Clauses, cast: Cast, number: int, where: Sequence[str]) -> None:
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.cast = cast
        self.number = number
        self.place = next(iter(where), None)
        self.lows = [t.low for t in clauses.tokens]
        self.texts = [t.text for t in clauses.tokens]
        self.words = mission_words()
        self.abroad = place_country(self.place) if self.place else None

    def sent(self, party: int, head: int | None, status: DelegationStatus, members: tuple[int, ...] = ()) -> Sent:
        party = self.cast.party(party)
        head = head if head != party else None
        return Sent(party, head, (), (), self.place, status, (self.number,), members=members)

    def verbs(self, name: str) -> Iterator[int]:
        return (i for i, low in enumerate(self.lows) if low in self.words[name] and not self.clauses.inside(i))

    def status(self, i: int) -> DelegationStatus:
        """By the tense of the verb at `i`, which tells of going or sending."""
        before = set(self.lows[max(0, i - 5) : i])
        if before & {"not", "never", "no"}:
            return "refused"
        if before & (lexicon().words["future"] | {"to", "would", "expected", "due"}):
            return "announced"
        if self.lows[i] in self.words["arrive"]:
            return "arrived"
        return "en_route" if self.lows[i].endswith("ing") and self.lows[i] not in self.words["lead"] else "unstated"

    def persons(self, actors: Sequence[int]) -> tuple[int, ...]:
        return tuple(n for n in actors if self.cast[n].kind == "person")

    def low(self, i: int) -> str:
        return self.lows[i] if i < len(self.lows) else ""
