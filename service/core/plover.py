"""PLOVER types and modes in numbers: quad class, PLOVER score, and the CAMEO code with its Goldstein score."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from schemas.event import EventStatus, EventType
from service.core.tables import table


@dataclass(frozen=True, slots=True)
class Coding:
    """What type and mode say in numbers; all None for OTHER, which is no PLOVER type.

    `quad_class`: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. `goldstein` (-10 to 10)
    belongs to the CAMEO code, `plover_score` (-10 to 10) to type and mode: two scales that must not be mixed.
    """

    cameo: str | None = None
    quad_class: int | None = None
    goldstein: float | None = None
    plover_score: float | None = None


@dataclass(frozen=True, slots=True)
class CameoCode:
    """What a CAMEO code is in PLOVER: `type` is None where PLOVER drops it (plain statements)."""

    type: EventType | None
    mode: str | None
    goldstein: float


def types() -> tuple[EventType, ...]:
    """List the sixteen PLOVER types."""
    return cast("tuple[EventType, ...]", tuple(table("plover")))


def modes(event_type: EventType) -> tuple[str, ...]:
    """List the modes that PLOVER has for a type; none for a type without modes and for OTHER."""
    return tuple(table("plover").get(event_type, {}).get("modes", {}))


def coding(
    event_type: EventType,
    mode: str | None = None,
    *,
    contexts: Collection[str] = (),
    status: EventStatus = "occurred",
    summary: str = "",
) -> Coding:
    """Code a type and mode; a mode that the type does not have counts as none.

    The CAMEO code is as specific as type and mode allow, and more so where the record itself tells: by the English `summary`
    first (it names the act: signs, recognises, mediates), then by what is planned, then by `contexts`. Nothing leaves the
    type: a refinement only picks among the codes that CAMEO has for it.
    """
    row = table("plover").get(event_type)
    if row is None:
        return Coding()
    entry: dict[str, Any] = row.get("modes", {}).get(mode, row)
    code = _by_act(entry, summary) or _by_plan(entry, contexts, status) or _by_context(entry, contexts) or entry["cameo"]
    if event_type == "REQUEST" and re.search(row["polite"], summary, re.IGNORECASE):
        code = "02" + code[2:]
    return Coding(code, row["quad"], cameo_code(code).goldstein, entry["score"])


@cache
def cameo_code(code: str) -> CameoCode:
    """Tell what a three- or four-digit CAMEO code is in PLOVER. Raises KeyError for a code that CAMEO does not have."""
    event_type, mode, goldstein = table("cameo")[code]
    return CameoCode(event_type or None, mode or None, goldstein)


def _by_act(entry: dict[str, Any], summary: str) -> str | None:
    """Find the code of the act that the summary names first: its verb, rather than what the verb is about."""
    found = [(hit.start(), code) for act, code in entry.get("acts", ()) if (hit := re.search(act, summary, re.IGNORECASE))]
    return min(found, key=lambda each: each[0])[1] if found else None


def _by_plan(entry: dict[str, Any], contexts: Collection[str], status: EventStatus) -> str | None:
    if status == "planned" and not set(entry.get("planned_unless", ())) & set(contexts):
        return entry.get("planned")
    return None


def _by_context(entry: dict[str, Any], contexts: Collection[str]) -> str | None:
    return next((code for needed, code in entry.get("contexts", ()) if set(needed) <= set(contexts)), None)
