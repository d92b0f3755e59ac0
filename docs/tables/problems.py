"""Problem types, from the table that answers them."""

from docs.tables.markdown import code, table
from service.web.problem_kinds import all_kinds


def problems() -> str:
    """Return the table of all problem types by status and name."""
    kinds = sorted(all_kinds().values(), key=lambda kind: (kind.status, kind.name))
    return table(("type", "status", "title", "what to do"), ((code(k.type), str(k.status), k.title, k.advice) for k in kinds))
