"""Articles of any length for the measurements, and what a model would answer about each part of one."""

import json
from collections.abc import Sequence

from service.core.ports import ChatReply, ChatRequest, Deadline, OnText

_FIRST = ("Ma", "Ke", "So", "Li", "Ra", "Tu", "Ba", "Ne", "Vo", "Zi")
_LAST = ("dar", "len", "mir", "nov", "rik", "sun", "tal", "var", "wen", "zor")
_COUNTRIES = ("Kenya", "France", "Japan", "Brazil", "Norway", "Egypt", "Vietnam", "Poland", "Chile", "Jordan")
_WORDS_EACH = 50
_PIECE = 20


def article(words: int) -> str:
    """Return an article of about that many words, in paragraphs of two sentences, with a new person in every fifth."""
    return "\n\n".join(_paragraph(number) for number in range(max(1, words // _WORDS_EACH)))


def _paragraph(number: int) -> str:
    one, other = (_COUNTRIES[(number + step) % len(_COUNTRIES)] for step in (0, 3))
    who = f"envoy {person(number // 5)}" if number % 5 == 0 else "the foreign minister"
    return (
        f"Report {number}: {one}'s {who} arrived in Geneva on Monday for talks with a delegation from {other} about grain, "
        "prisoners and the border crossing that was closed last month. "
        f"The two sides said that they would meet again within {number % 9 + 2} days, although officials of both countries "
        "warned that much of what had been agreed so far still had to be written down."
    )


def person(number: int) -> str:
    """Return a made-up name, another one for every number."""
    given = _FIRST[number % 10] + _LAST[number // 10 % 10]
    return f"{given} {_FIRST[number // 100 % 10]}{_LAST[number % 10]}{_LAST[number // 1000 % 10]}"


class Answering:
    """A model that answers at once: what it says grows with what it is shown."""

    name = "m"
    endpoint = "benchmark:m"

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        """Return a coding sheet about the numbered sentences of the last message; stream it in pieces of some tokens."""
        del deadline
        lines = [line for line in request.messages[-1].content.splitlines() if line[:1].isdigit()]
        text = json.dumps(sheet(lines))
        if on_text is not None:
            for start in range(0, len(text), _PIECE):
                on_text(text[start : start + _PIECE])
        return ChatReply(text, "stop", self.name)

    async def aclose(self) -> None:
        """Do nothing."""


def sheet(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the rows of a reply about numbered sentences: an event for every fifth, and every envoy as an actor."""
    shown = " ".join(lines)
    actors = [f"{n} | {name} | government" for n, name in enumerate(_COUNTRIES, 1) if name in shown]
    events = []
    for line in lines[::5]:
        number, _, text = line.partition(" ")
        named = [n for n, name in enumerate(_COUNTRIES, 1) if name in text]
        if "envoy" in text:
            name = " ".join(text.partition("envoy ")[2].split()[:2])
            actors.append(f"{len(_COUNTRIES) + len(actors)} | {name} | person | envoy")
            named.insert(0, len(_COUNTRIES) + len(actors) - 1)
        if len(named) > 1:
            events.append(f"CONSULT/meet planned diplomatic | {named[0]} > {named[1]} | Monday | Geneva | {number} | They meet")
    return {"actors": actors, "events": events, "delegations": [], "stances": []}
