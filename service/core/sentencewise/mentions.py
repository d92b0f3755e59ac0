"""Where actors stand in a sentence, and who was spoken of last."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from service.core.sentencewise.cast import Referent
from service.core.sentencewise.tokens import Token


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
    """Who was spoken of last, for pronouns and "the two"."""

    persons: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    plural: tuple[int, ...] = ()
    subject: int | None = None
    fresh: int = 0
    speaker: int | None = None

    def note(self, referent: Referent) -> None:
        """Remember a name just read."""
        recent = self.persons if referent.kind == "person" else self.bodies
        if referent.number in recent:
            recent.remove(referent.number)
        recent.append(referent.number)
        if referent.kind in {"group", "armed_group"}:
            self.plural = (referent.number,)

    def two(self, *, persons: bool) -> tuple[int, ...]:
        """The last two persons, or the last two bodies."""
        recent = self.persons if persons else self.bodies
        return tuple(recent[-2:]) if len(recent) > 1 else ()


def words_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """The tokens from `first` to `last` (exclusive) as they stand there, with single spaces."""
    return " ".join(t.text for t in tokens[first:last])
