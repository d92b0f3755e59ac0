"""The coding sheet: how a strong model writes drafts, one row of text for each, cells separated by ` | `.

A row costs two thirds of the tokens that the same draft costs as a JSON object (docs/decisions/coding-sheet.md), and each one still is validated
on its own. `row_patterns` gives the regular expressions that hold the model to the form; `parse_*` read a row into a draft and raise
`BadRow` with a sentence that the model can act on.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from schemas.actor import ActorKind, Sector
from schemas.delegation import DelegationStatus, Mandate
from schemas.draft import ActorDraft, DelegationDraft, EventDraft, StanceDraft
from schemas.event import Context, EventStatus, EventType
from schemas.stance import Expression, Position

_DraftT = TypeVar("_DraftT", ActorDraft, EventDraft, DelegationDraft, StanceDraft)

_ACTOR_MARK = re.compile(r"\s*#([0-9]{1,6})\b")
_LEVELS = {
    "leader": "head_of_state_or_government",
    "ministerial": "ministerial",
    "senior": "senior_official",
    "technical": "technical",
    "head_of_state_or_government": "head_of_state_or_government",
    "senior_official": "senior_official",
    "unstated": "unstated",
}
_TYPES = get_args(EventType)
_EVENT_STATUSES = get_args(EventStatus)
_CONTEXTS = get_args(Context)
_MANDATES = get_args(Mandate)
_DELEGATION_STATUSES = get_args(DelegationStatus)
_KINDS = get_args(ActorKind)
_SECTORS = get_args(Sector)
_POSITIONS = get_args(Position)
_EXPRESSIONS = get_args(Expression)


class BadRow(ValueError):
    """A row that is no draft; the message says what is wrong with it."""


def parse_actor(row: str) -> ActorDraft:
    """`number | name | kind COUNTRY SECTOR | role | for | other names`, trailing cells optional."""
    number, name, what, role, employer, names = _cells(row, least=3, most=6)
    fields: dict[str, Any] = {"number": _number(number), "name": name, "role": role or None}
    fields |= _sorted_words(what, {"kind": _KINDS, "sector": _SECTORS}, country=True)
    if employer:
        fields["represents"] = _number(employer)
    fields["aliases"] = tuple(alias for part in names.split(";") if (alias := part.strip()))
    return _draft(ActorDraft, fields)


def parse_event(row: str) -> EventDraft:
    """`TYPE/mode status contexts | actors > recipients | when | where | sentences | summary`."""
    what, who, when, where, sentences, summary = _cells(row, least=6, most=6)
    kind, _, rest = what.partition(" ")
    event_type, _, mode = kind.partition("/")
    words = _sorted_words(rest, {"status": _EVENT_STATUSES, "contexts": _CONTEXTS}, many=("contexts",))
    actors, recipients = _sides(who)
    fields = {"type": event_type, "mode": mode or None, "actors": actors, "recipients": recipients, "date": when or None}
    fields |= {"place": where or None, "sentences": _numbers(sentences), "summary": summary, **words}
    return _draft(EventDraft, fields)


def parse_delegation(row: str) -> DelegationDraft:
    """`party > counterparts | head + members | hosts | level mandate status | destination | when | sentences | purpose | mandate words`."""
    who, people, hosts, rank, destination, when, sentences, purpose, note = _cells(row, least=7, most=9)
    party, counterparts = _sides(who)
    if len(party) != 1:
        raise BadRow("a delegation has exactly one party before the >")
    head, _, members = people.partition("+")
    fields: dict[str, Any] = {
        "party": party[0],
        "counterparts": counterparts,
        "members": _numbers(members),
        "hosts": _numbers(hosts),
    }
    if head.strip():
        fields["head"] = _number(head)
    words = _sorted_words(rank, {"level": tuple(_LEVELS), "mandate": _MANDATES, "status": _DELEGATION_STATUSES})
    if "level" in words:
        words["level"] = _LEVELS[words["level"]]
    fields |= words
    fields |= {"destination": destination or None, "date": when or None, "sentences": _numbers(sentences)}
    fields |= {"purpose": purpose or None, "mandate_note": note or None}
    return _draft(DelegationDraft, fields)


def parse_stance(row: str) -> StanceDraft:
    """`holder position expression | target #actor | sentences | claim`."""
    who, target, sentences, claim = _cells(row, least=4, most=4)
    holder, _, rest = who.partition(" ")
    words = _sorted_words(rest, {"position": _POSITIONS, "expression": _EXPRESSIONS})
    text = _ACTOR_MARK.sub("", target).strip()
    fields: dict[str, Any] = {"holder": _number(holder), "target": text or None, "sentences": _numbers(sentences), "claim": claim}
    if mark := _ACTOR_MARK.search(target):
        fields["target_actor"] = int(mark[1])
    return _draft(StanceDraft, fields | words)


def row_patterns(highest: int) -> Mapping[str, str]:
    """Regular expressions of the four kinds of rows whose sentence numbers are 1 to `highest`.

    Plain enough for OpenAI's strict mode and llama.cpp's grammar compiler: no look-around, no counted repetition above 8.
    """
    sentences = rf"{_up_to(highest)}(,{_up_to(highest)}){{0,7}}"
    some = "([0-9]{1,3}(,[0-9]{1,3})*)?"
    text, free = r'[^|"\\\n]+', r'[^|"\\\n]*'
    kinds = "|".join(_KINDS)
    levels = "leader|ministerial|senior|technical"
    ranks = "|".join(("full", "limited", "none", *(s for s in _DELEGATION_STATUSES if s != "unstated")))
    return {
        "actors": rf"^[0-9]{{1,3}} \| {text} \| ({kinds})( [A-Z]{{3}}){{0,2}}( \|{free}){{0,3}}$",
        "events": rf"^({'|'.join(_TYPES)})(/[a-z-]+)?( [a-z_]+){{0,3}}"
        rf" \| [0-9,]+ >( [0-9,]+)? \|{free}\|{free}\| {sentences} \| {text}$",
        "delegations": rf"^[0-9]{{1,3}} >( [0-9,]+)? \| ?([0-9]{{1,3}})?( ?\+ ?[0-9,]+)? ?\| ?{some} ?\|( ({levels}))?( ({ranks})){{0,2}}"
        rf" ?\|{free}\|{free}\| {sentences}( \|{free}){{0,2}}$",
        "stances": rf"^[0-9]{{1,3}} ({'|'.join(_POSITIONS)})( ({'|'.join(_EXPRESSIONS)}))? \| {text} \| {sentences} \| {text}$",
    }


def _up_to(highest: int) -> str:
    """A regular expression for the decimal numbers 1 to `highest`, without leading zeros."""
    digits = str(highest)
    parts = ["[1-9]" + "[0-9]" * (width - 1) for width in range(1, len(digits))]
    for place, digit in enumerate(digits):
        low = 1 if place == 0 else 0
        if int(digit) > low:
            parts.append(f"{digits[:place]}[{low}-{int(digit) - 1}]" + "[0-9]" * (len(digits) - place - 1))
    return f"({'|'.join((*parts, digits))})"


def _cells(row: str, *, least: int, most: int) -> list[str]:
    cells = [cell.strip() for cell in row.split("|")]
    if not least <= len(cells) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise BadRow(f"the row has {len(cells)} cells, it must have {wanted}")
    return cells + [""] * (most - len(cells))


def _sides(cell: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    left, _, right = cell.partition(">")
    return _numbers(left), _numbers(right)


def _numbers(cell: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_number(part) for part in re.split(r"[,;\s]+", cell.strip()) if part))


def _number(cell: str) -> int:
    text = cell.strip().removeprefix("#")
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise BadRow(f"{cell.strip()!r} is no number")
    return int(text)


def _sorted_words(
    cell: str, vocabularies: Mapping[str, tuple[str, ...]], *, many: tuple[str, ...] = (), country: bool = False
) -> dict[str, Any]:
    """Sort the words of a cell by the vocabulary each belongs to; a word of none is an error, except an alpha-3 country code."""
    found: dict[str, Any] = {}
    for word in cell.replace(",", " ").split():
        for name, vocabulary in vocabularies.items():
            if word in vocabulary and (name in many or name not in found):
                found[name] = (*found.get(name, ()), word) if name in many else word
                break
        else:
            if country and re.fullmatch(r"[A-Z]{3}", word):
                found.setdefault("country", word)
                continue
            raise BadRow(f"{word!r} is not one of {', '.join(w for v in vocabularies.values() for w in v)}")
    return found


def _draft(kind: type[_DraftT], fields: Mapping[str, Any]) -> _DraftT:
    try:
        return kind(**fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadRow(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
