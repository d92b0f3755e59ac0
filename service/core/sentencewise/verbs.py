"""The forms English verbs take."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")  # one short syllable: ban, wrap, ram


def forms(verb: str) -> frozenset[str]:
    """All forms of a verb: base, -s, past, participles."""
    if verb == "be":
        return frozenset({"be", *_irregular()["be"].split()})
    third = verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + ("es" if re.search(r"(s|x|z|ch|sh)$", verb) else "s")
    special = _irregular().get(verb, "").split()
    ings = {s for s in special if s.endswith("ing")} or {_stem(verb) + "ing"}
    pasts = {s for s in special if not s.endswith("ing")} or {_past(verb)}
    return frozenset({verb, third, *ings, *pasts})


def is_participle(form: str, verb: str) -> bool:
    """Whether the form can follow `be` in a passive."""
    special = [s for s in _irregular().get(verb, "").split() if not s.endswith("ing")]
    return form in special or (form.endswith("ed") and form != verb)


def _stem(verb: str) -> str:
    if _DOUBLING.search(verb):
        return verb + verb[-1]
    return verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb


def _past(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return verb + "d" if verb.endswith("e") else _stem(verb) + "ed"


@cache
def _irregular() -> dict[str, str]:
    return tomllib.loads(files("service.core.sentencewise").joinpath("lexicon", "irregular.toml").read_text(encoding="utf-8"))
