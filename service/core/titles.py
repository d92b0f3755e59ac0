"""Names of people without what stands before them: "U.S. Special Envoy Steve Witkoff", "Maj. Gen. Osman Idris", "Mr Anwar"."""

import re
from functools import lru_cache

from service.core.countries import country_code
from service.core.names import is_proper
from service.core.offices import untitled

_ADDRESS = frozenset(["mr", "mrs", "ms", "dr", "prof", "professor", "sir", "dame", "hon", "rev"])
"""What is said to anybody, and is no office."""
_OFFICES = frozenset(
    word
    for words in (
        "president premier chancellor minister secretary secretary-general secretary-designate envoy ambassador senator sen representative rep",
        "governor gov congressman congresswoman spokesman spokeswoman spokesperson commissioner chairman chairwoman president-elect",
        "general gen colonel col captain capt admiral adm lieutenant lt brigadier brig sergeant sgt commander cmdr maj amb field-marshal",
        "ayatollah cardinal archbishop diplomat negotiator mediator executive",
    )
    for word in words.split()
)
_ALSO_NAMES = frozenset(
    word
    for words in (
        "sheikh sheikha prince princess king queen emir sultan lord lady pope patriarch imam mullah major marshal judge",
    )
    for word in words.split()
)
"""Titles without which a single name would be nobody's, as in "King Charles", and that some people bear as a name."""
_NO_OFFICE = _ADDRESS | {"sheikh", "sheikha", "lord", "lady"}
_BEFORE = frozenset(
    word
    for words in (
        "vice deputy prime foreign defense defence interior finance justice energy trade economy security acting interim caretaker former",
        "special presidential crown first chief senior lead top state army navy air force press opposition grand united nations un eu nato",
        "white house kremlin then interior major",
    )
    for word in words.split()
)
_OF_STATE = re.compile(r"of (?:State|Defense|Defence|War|Commerce|the Treasury|Energy|Homeland Security)")
_MOST = 7
"""Words of the longest title looked for."""
_NUMBERED = re.compile(r"^(?:[IVX]+|the)$")


@lru_cache(4096)
def split_title(name: str) -> tuple[str, str | None]:
    """A person's name without title, and the office that the title tells, if it tells one; a name without title as it is."""
    parts = name.split()
    for size in range(min(_MOST, len(parts) - 1), 0, -1):
        title, rest = parts[:size], parts[size:]
        if (
            (rest[0][:1].isupper() or rest[0].startswith(("al-", "el-")))
            and is_proper(" ".join(rest))
            and "'s" not in name
            and "’s" not in name
            and _is_title(title, rest)
        ):
            shorter, office = split_title(" ".join(rest))
            return shorter, _office(title) or office
    if not parts or _bare(parts[0]) in _ALSO_NAMES:
        return name, None
    return untitled(name), None


def _is_title(title: list[str], rest: list[str]) -> bool:
    *before, last = _without_country(title)
    secretary = title.index("Secretary") if "Secretary" in title else 0
    if secretary + 1 < len(title) and _OF_STATE.fullmatch(" ".join(title[secretary + 1 :])):
        return all(_goes_before(w) for w in title[:secretary])
    word = _bare(last)
    if not all(_goes_before(w) for w in before):
        return False
    if word in _ALSO_NAMES:
        return len(rest) > 1 and not _NUMBERED.match(rest[1]) and not any(_bare(w) in _OFFICES for w in before)
    return word in _ADDRESS | _OFFICES


def _without_country(title: list[str]) -> list[str]:
    """A title without the country of two words that it begins with: "South Korean President"."""
    return title[2:] if len(title) > 2 and country_code(" ".join(title[:2])) else title  # noqa: PLR2004


def _goes_before(word: str) -> bool:
    return _bare(word) in _BEFORE | _OFFICES or country_code(word) is not None


def _office(title: list[str]) -> str | None:
    own = [w for w in _without_country(title) if country_code(w) is None]
    return " ".join(own) if own and _bare(own[-1]) not in _NO_OFFICE else None


def _bare(word: str) -> str:
    return word.strip(".,").lower()
