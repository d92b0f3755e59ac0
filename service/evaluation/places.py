"""When two place names name one place."""

from service.evaluation.names import fold

_PASSED_OVER = frozenset({"the", "city", "of", "in", "town", "province", "region", "capital"})


def same_place(one: str | None, other: str | None) -> bool:
    """Both unknown, or the words of one contain the other's: "Ankara" and "presidential palace, Ankara"."""
    if one is None or other is None:
        return one is other
    words, others = ({word for word in fold(name).split() if word not in _PASSED_OVER} for name in (one, other))
    return bool(words and others) and (words <= others or others <= words)
