"""The table of changes, read from `mutations.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TABLE = Path(__file__).with_name("mutations.toml")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change to a file, the promise it breaks, and the test that must notice."""

    promise: str
    change: str
    file: str
    old: str
    new: str
    test: str

    def applied(self, source: str) -> str:
        """Return the source with the change. Raises ValueError unless `old` stands there exactly once."""
        if source.count(self.old) != 1:
            raise ValueError(f"{self.file}: {self.old!r} stands there {source.count(self.old)} times, not once")
        return source.replace(self.old, self.new)


def mutations() -> tuple[Mutation, ...]:
    """Read the table."""
    return tuple(Mutation(**row) for row in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["mutation"])
