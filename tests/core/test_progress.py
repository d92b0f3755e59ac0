"""What an observer is told: each record when its row is complete, in a very long reading when its reply is."""

import json

from schemas.extraction import ExtractionOptions
from service.core import progress
from service.core.articlewise import ArticlewiseWay
from service.core.plan import Answered
from service.core.ports import ChatReply
from service.core.progress import Asked, Found, Observer, Planned, Progress
from tests.core.articles import article

MANY = 2 * progress._BY_ROW
ARTICLE = article(*(f"Envoy Number{n} Smith{n} arrived in Geneva." for n in range(MANY)))
SHEET = json.dumps(
    {
        "actors": [f"{n + 1} | Number{n} Smith{n} | person" for n in range(MANY)],
        "events": [f"CONSULT/visit | {n + 1} > | | Geneva | {n + 1} | Smith{n} arrives" for n in range(MANY)],
        "delegations": [],
        "stances": [],
    }
)


def told(ends: list[int]) -> list[list[Progress]]:
    """What is told when so much of the sheet has come, and then all of it."""
    way, options, heard = ArticlewiseWay(window_sentences=10_000, window_characters=10**7), ExtractionOptions(), list[Progress]()
    [call] = way.calls(ARTICLE, options, ())
    observer, steps = Observer(ARTICLE, options, way, "", heard.append), []
    for end in (*ends, len(SHEET)):
        whole = end == len(SHEET)
        observer.answers((Answered(call, ChatReply(SHEET[:end], "stop" if whole else "length", "m")),), 1)
        steps.append(heard[:])
        heard.clear()
    return steps


def events(step: list[Progress]) -> int:
    return sum(isinstance(one, Found) and one.kind == "event" for one in step)


def ends_of_events(count: int) -> list[int]:
    """Where the first rows of events end."""
    return [SHEET.index(f'Smith{n} arrives"') + len(f'Smith{n} arrives"') for n in range(count)]


def test_each_record_is_told_when_its_row_is_complete() -> None:
    first, *others, last = told(ends_of_events(5))
    assert first[0] == Planned(1)
    assert [events(step) for step in (first, *others)] == [1, 1, 1, 1, 1]
    assert Asked(1, 1) in last
    assert events(last) == MANY - 5


def test_after_many_rows_the_rest_is_told_with_the_reply() -> None:
    *rows, last = told(ends_of_events(MANY - 1))
    by_row = [events(step) for step in rows]
    assert by_row[: progress._BY_ROW - 1] == [1] * (progress._BY_ROW - 1)
    assert sum(by_row[progress._BY_ROW :]) <= 1
    assert sum(by_row) + events(last) == MANY
