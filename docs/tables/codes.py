"""PLOVER and CAMEO, from the tables that code events."""

from typing import get_args

from docs.tables.markdown import code, codes, table
from schemas.event import Context, EventType
from service.core.plover import cameo_code, coding, modes, types
from service.core.tables import table as facts

_QUADS = {None: "", 1: "1 verbal cooperation", 2: "2 material cooperation", 3: "3 verbal conflict", 4: "4 material conflict"}


def plover() -> str:
    """Return the sixteen types, each followed by its modes: quad class, PLOVER score, CAMEO code and its Goldstein score."""
    rows = [row for kind in types() for row in (_row(kind, None), *(_row(kind, mode) for mode in modes(kind)))]
    return table(("type", "mode", "quad class", "PLOVER score", "CAMEO", "Goldstein"), rows)


def contexts() -> str:
    """Return the contexts."""
    return f"\n{codes(get_args(Context))}\n"


def cameo() -> str:
    """Return every CAMEO code with what it is in PLOVER."""
    rows = ((code(one), *_meant(one)) for one in facts("cameo"))
    return table(("CAMEO", "PLOVER type", "mode", "Goldstein"), rows)


def _row(kind: EventType, mode: str | None) -> tuple[str, ...]:
    told = coding(kind, mode)
    quad = _QUADS[told.quad_class]
    return (
        code(kind) if mode is None else "",
        code(mode or ""),
        quad,
        str(told.plover_score),
        code(told.cameo),
        str(told.goldstein),
    )


def _meant(one: str) -> tuple[str, ...]:
    told = cameo_code(one)
    return code(told.type or ""), code(told.mode or ""), str(told.goldstein)
