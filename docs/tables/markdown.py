"""Tables in Markdown."""

from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table between blank lines, as Markdown wants it beside a comment; bars inside cells are escaped."""
    named = list(head)
    lines = [named, ["---"] * len(named), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"\n{body.replace('| --- |', '|---|').replace('|---| --- ', '|---|---')}\n"


def code(text: object) -> str:
    """Return `text` as code; nothing for nothing."""
    return f"`{text}`" if text != "" else ""


def codes(texts: Iterable[object]) -> str:
    """Return `texts` as code, with commas between."""
    return ", ".join(code(text) for text in texts)
