"""Tables in Markdown."""

from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table between blank lines, as Markdown wants it beside a comment; bars inside cells are escaped."""
    named = list(head)
    lines = [_line(named), "|" + "---|" * len(named), *map(_line, rows)]
    return "\n" + "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def code(text: object) -> str:
    """Return `text` as code; nothing for nothing."""
    return f"`{text}`" if text != "" else ""


def codes(texts: Iterable[object]) -> str:
    """Return `texts` as code, with commas between."""
    return ", ".join(code(text) for text in texts)
