"""What a measurement gives: rows of figures, printed as Markdown."""

from dataclasses import dataclass, field

Row = tuple[str, ...]
FIGURES: Row = ("what", "ours", "peer or limit", "ratio")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; tables with the same head that follow each other are printed as one."""

    rows: list[Row] = field(default_factory=list)
    head: Row = FIGURES

    def text(self, before: "Table | None") -> str:
        """Return it as Markdown, without the head that `before` has already."""
        lines = list(map(_line, self.rows))
        if before is None or before.head != self.head:
            lines = ["", _line(self.head), "|" + "---|" * len(self.head), *lines]
        return "\n".join(lines)


def at_most(what: str, ours: float, limit: float, form: str = ".2f") -> Row:
    """Return the row of a figure that should not be above its limit."""
    return (what, f"{ours:{form}}", f"{limit:{form}}", judged(ours / limit, "≤ 1", good=ours <= limit))


def beside(what: str, ours: float, other: float) -> Row:
    """Return the row of a figure that is to be known, and has no limit."""
    return (what, f"{ours:.2f}", f"{other:.2f}", f"{ours / other:.2f}")


def judged(ratio: float, bound: str, *, good: bool) -> str:
    """Return a ratio with its bound, and say so where it misses it."""
    return f"{ratio:.2f} ({bound}{'' if good else ', missed'})"


def _line(cells: Row) -> str:
    return "| " + " | ".join(cells) + " |"
