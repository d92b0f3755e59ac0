"""Whether what a page shows of an output is true, though not the whole of it."""

import re
from typing import Any

CUT = "…"


def is_cut_of(shown: Any, whole: Any) -> bool:
    """Tell whether JSON `shown` is `whole` with members, elements and ends of strings left out, and nothing else changed.

    Elements that are shown keep their order; a string cut short ends in `…`.
    """
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(name in whole and is_cut_of(shown[name], whole[name]) for name in shown)
    if isinstance(shown, list):
        left = iter(whole) if isinstance(whole, list) else iter(())
        return isinstance(whole, list) and all(any(is_cut_of(one, other) for other in left) for one in shown)
    if isinstance(shown, str) and shown.endswith(CUT) and isinstance(whole, str):
        return whole.startswith(shown.removesuffix(CUT))
    return bool(shown == whole) and isinstance(shown, bool) == isinstance(whole, bool)


def is_part_of(shown: str, whole: str) -> bool:
    """Tell whether text `shown` is `whole` with stretches replaced by `…`; blanks at the ends of lines do not count.

    A line that is `…` alone stands for any number of lines, none included.
    """
    pattern = "".join(_pattern(line) for line in shown.strip().splitlines(keepends=True))
    return re.fullmatch(pattern, _trimmed(whole)) is not None


def _pattern(line: str) -> str:
    if line.strip() == CUT:
        return r"(?s:.*?)"
    return re.escape(line.rstrip()).replace(re.escape(CUT), r"[^\n]*?") + r"\s*" * line.endswith("\n")


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
