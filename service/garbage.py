"""When Python looks for reference cycles.

By default after 700 new objects: importing the SDK and reading an article make many times that, nearly all of which live on or are freed
without it. Measured: 8% of the time of the start, 2 to 5% of an article's.
"""

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 20


def collect_seldom() -> None:
    """Look after every 50,000 new objects instead; for the whole process."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
