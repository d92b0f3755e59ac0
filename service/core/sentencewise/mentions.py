"""Where actors stand in a sentence, and who was spoken of last."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from service.core.sentencewise.cast import Cast, Referent
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import people

_PAIR = 2
_BODIES = frozenset({"government", "organization", "armed_group", "party"})


class Use(Enum):
    """How an actor's name is used."""

    NAME = "name"
    OWNER = "owner"  # "Iraq's proposal"
    ADJECTIVE = "adjective"  # "Russian sanctions"
    PLACE = "place"  # "in Moscow"


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` (exclusive) name the referents `actors`; several for "they" and "the two leaders"."""

    actors: tuple[int, ...]
    first: int
    last: int
    use: Use = Use.NAME
    pronoun: bool = False


@dataclass
class Memory:
    """Who was spoken of last, for pronouns and "the two".

    `thing`: the last sentence was about something of somebody's, so that "it" goes on with that: "Ruiz’s absence".
    `many`: those whom the last sentence was about, where they are several; `pair`: those whom it brought together.
    """

    persons: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    plural: tuple[int, ...] = ()
    many: tuple[int, ...] = ()
    pair: tuple[int, ...] = ()
    subject: int | None = None
    fresh: int = 0
    speaker: int | None = None
    thing: bool = False

    def copy(self) -> "Memory":
        """Another memory of the same."""
        return replace(self, persons=[*self.persons], bodies=[*self.bodies])

    def note(self, referent: Referent) -> None:
        """Remember a name just read."""
        recent = self.persons if referent.kind == "person" else self.bodies
        if referent.number in recent:
            recent.remove(referent.number)
        recent.append(referent.number)
        if referent.kind in {"group", "armed_group"}:
            self.plural = (referent.number,)

    def just_named(self) -> tuple[int, ...]:
        """The two persons whom the sentence has named so far; () when they are not two."""
        return tuple(self.persons[-_PAIR:]) if self.fresh == _PAIR and len(self.persons) >= _PAIR else ()

    def two(self, *, persons: bool) -> tuple[int, ...]:
        """The two who last met, else the last two persons or bodies."""
        if self.pair:
            return self.pair
        recent = self.persons if persons else self.bodies
        return tuple(recent[-2:]) if len(recent) > 1 else ()


def standing_for(tokens: Sequence[Token], mentions: Sequence[Mention], cast: Cast) -> tuple[Mention, ...]:
    """The mentions, where people who only stand for a body are that body: "delegates of Chad and Niger"."""
    kept: list[Mention] = []
    for mention in mentions:
        head = kept[-1] if kept else None
        if head is not None and _stands_for(tokens, head, mention, cast):
            kept[-1] = replace(mention, first=head.first, use=head.use)
        else:
            kept.append(mention)
    return tuple(kept)


def _stands_for(tokens: Sequence[Token], head: Mention, mention: Mention, cast: Cast) -> bool:
    between = [t.low for t in tokens[head.last : mention.first]]
    return (
        between in (["of"], ["from"], ["of", "the"], ["from", "the"])
        and tokens[head.last - 1].low in people().sets["deputed"]
        and mention.use in {Use.NAME, Use.PLACE}
        and all(cast[n].kind in _BODIES or (cast[n].kind == "group" and _is_one(tokens, head)) for n in mention.actors)
        and all(cast[n].kind == "group" for n in head.actors)
    )


def _is_one(tokens: Sequence[Token], head: Mention) -> bool:
    """Whether the head is one group made up of those it is said to be of: "a team of inspectors"."""
    return not tokens[head.last - 1].low.endswith("s")


def words_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """The tokens from `first` to `last` (exclusive) as they stand there, with single spaces."""
    return " ".join(t.text for t in tokens[first:last])
