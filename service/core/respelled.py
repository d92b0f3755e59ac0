"""One name in several spellings: Zelensky, Selenskyj and Zełenski, Poutine and Putin sound the same in their languages."""

import re

from service.core.names import fold

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|schtsch|chtch|szcz|tsch|tch|sch|cz|sz|sh|kh|ch", "h"),
        ("ts|tz|z", "s"),
        ("gu(?=[ei])", "g"),
        ("ou", "u"),
        ("ph", "f"),
        ("w", "v"),
        ("q|c", "k"),
        ("(?<=[^aeiou])ie", "e"),
        ("[yj]", "i"),
        (r"(.)\1+", r"\1"),
        ("(?<=...)e$", ""),
    )
)
"""Spellings of one sound in English, German, French, Spanish, Portuguese, Italian, Dutch and Polish, coarsely."""


def sound(word: str) -> str:
    """How a word of a name sounds, so that its spellings in several languages are one."""
    sounding = fold(word)
    for pattern, each in _SOUNDS:
        sounding = pattern.sub(each, sounding)
    return sounding
