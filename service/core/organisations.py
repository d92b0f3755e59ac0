"""International bodies under their names in several languages: a reply may say United Nations where the article says ONU."""

from functools import cache

from service.core.names import bare, fold
from service.core.tables import table


def other_names(name: str) -> tuple[str, ...]:
    """List all names of the international body that has this one; () for a name of nothing known."""
    return _rows().get(fold(bare(name)), ())


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    rows = [tuple(row.split("|")) for row in table("organisations")["names"]]
    return {fold(name): row for row in rows for name in row}
