"""A list of faults gathered elsewhere, row by row, against our own table's promises. Runs where the list is at hand."""

import json
import re
import time
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from service.errors import ModelUnavailable
from service.web.problems import kind_of
from tests.faults.pipeline import REQUEST, Waits, asked_at, deadline, patient
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.server import COMPLETE, HANG, RESET, Answer, Ending, answer, completion, stream, unused_url
from tests.faults.test_faults import Outcome, check, play

ROWS_FILE = Path(__file__).parents[3] / "shared" / "hostile" / "upstream_faults.jsonl"
DROPPED = {"strict-schema": "response_format", "unsupported-param": "response_format"}
NO_ROWS = "no list of upstream faults beside this checkout: the rows are not played"

ROWS: list[dict[str, Any]] = (
    [json.loads(line) for line in ROWS_FILE.read_text("utf-8").splitlines()] if ROWS_FILE.exists() else []
)
OURS = {scenario.id: scenario for scenario in SCENARIOS}
ENDINGS: dict[str, Ending] = {"cut-body": "cut", "trickle": "trickle"}


def fault_of(row: dict[str, Any]) -> Answer:
    """Turn a row into what the server does."""
    if row["id"] in {"reset", "hang"}:
        return {"reset": RESET, "hang": HANG}[row["id"]]
    if row["kind"] == "stream":
        return _stream(row["stream"])
    if row["id"] == "huge-reply":
        return answer(completion("a" * 20_000_000))
    headers = {name: value for name, value in row["headers"].items() if name != "content-length"}
    if "<HTTP-date" in headers.get("retry-after", ""):
        headers["retry-after"] = formatdate(time.time() + 30, usegmt=True)
    return Answer(row["status"], headers, row["body"].encode(), ending=ENDINGS.get(row["id"], "whole"))


def _stream(steps: list[Any]) -> Answer:
    events = [step if isinstance(step, str) else json.dumps(step) for step in steps]
    ending: Ending = "whole"
    if events[-1].startswith("<"):
        ending = "whole" if "terminating chunk, no" in events[-1] else "cut"
    if any("silence" in event for event in events):
        ending = "stall"
    return stream(*(event.removeprefix("data: ") for event in events if not event.startswith("<")), ending=ending)


@pytest.mark.skipif(not ROWS, reason=NO_ROWS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
async def test_each_row_has_the_outcome_of_our_table(row: dict[str, Any]) -> None:
    if row["id"] in DROPPED:
        outcome = await play(fault_of(row), COMPLETE)
        assert outcome.error is None
        assert (outcome.calls, outcome.waits, outcome.kept) == (2, [], 1)
        return
    if row["id"] == "connect-refused":
        await _refuse_connection()
        return
    scenario = OURS[row["id"]]
    outcome = await play(fault_of(row), streamed=scenario.streamed, seconds=scenario.deadline)
    check(_in_the_words_of(row, scenario, outcome), outcome)
    statuses = {int(number) for number in re.findall(r"\b[245]\d\d\b", row["client_sees"])}
    status = kind_of(outcome.error).status if outcome.error else 200
    assert status in statuses or not statuses


def _in_the_words_of(row: dict[str, Any], scenario: Scenario, outcome: Outcome) -> Scenario:
    """Our promise with the row's own text and wait."""
    text = outcome.reply.text if outcome.reply else None
    waits = ((42.0, 46.2),) * 3 if row["id"] == "rate-tpm" else scenario.waits
    return replace(scenario, text=text, partial=outcome.told if scenario.partial else "", waits=waits)


async def _refuse_connection() -> None:
    waits = Waits()
    model = patient(asked_at(unused_url()), waits)
    with pytest.raises(ModelUnavailable) as caught:
        await model.ask(REQUEST, deadline=deadline())
    await model.aclose()
    assert len(waits.seconds) == 3
    assert kind_of(caught.value).status in {502, 503}


@pytest.mark.skipif(not ROWS, reason=NO_ROWS)
def test_every_row_is_known_to_our_own_table() -> None:
    assert {row["id"] for row in ROWS} == {row["id"] for row in ROWS} & (set(OURS) | set(DROPPED) | {"connect-refused"})
