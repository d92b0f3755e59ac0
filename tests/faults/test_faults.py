"""Each fault of the table, played to the model as a request meets it."""

import asyncio
import contextlib
from dataclasses import dataclass, field

import pytest

from service.core.ports import ChatReply, ChatRequest
from service.errors import DeadlineExceeded, DragomanError, ModelUnavailable
from service.llm.kept import KeptModel
from service.store.memory import MemoryStore
from service.web.problems import kind_of
from tests.faults.pipeline import REQUEST, Waits, asked_at, deadline, patient
from tests.faults.scenarios import BACKOFF, SCENARIOS, Scenario
from tests.faults.server import COMPLETE, STREAMED, Answer, FaultServer, chunk, stream, unused_url


@dataclass
class Outcome:
    """What became of one request."""

    calls: int = 0
    waits: list[float] = field(default_factory=list)
    reply: ChatReply | None = None
    error: DragomanError | None = None
    told: str = ""
    kept: int = 0


class CountingStore(MemoryStore):
    """Counts what is kept."""

    kept = 0

    async def keep_reply(self, key: str, reply: ChatReply, request: ChatRequest) -> None:
        self.kept += 1
        await super().keep_reply(key, reply, request)


async def play(*script: Answer, streamed: bool = False, seconds: float = 300.0) -> Outcome:
    """Ask once through the whole pipeline."""
    outcome, waits, store, told = Outcome(), Waits(), CountingStore(), list[str]()
    async with FaultServer(*script) as server:
        bare = asked_at(server.base_url)
        await bare.open()  # so that short deadlines measure the fault alone
        model = KeptModel(patient(bare, waits), store)
        try:
            on_text = told.append if streamed else None
            outcome.reply = await model.ask(REQUEST, deadline=deadline(seconds, waits), on_text=on_text)
        except DragomanError as error:
            outcome.error = error
        finally:
            await model.aclose()
        outcome.calls = len(server.calls)
    outcome.waits, outcome.told, outcome.kept = waits.seconds, "".join(told), store.kept
    return outcome


def check(scenario: Scenario, outcome: Outcome) -> None:
    """Compare what became of a request with the promise."""
    error = outcome.error
    assert type(error) is (scenario.error or type(None)), error
    assert outcome.calls == scenario.calls
    assert len(outcome.waits) == len(scenario.waits)
    assert all(low <= wait <= high for wait, (low, high) in zip(outcome.waits, scenario.waits, strict=True)), outcome.waits
    if error is None:
        assert outcome.reply is not None
        assert scenario.text in {None, outcome.reply.text}
        assert outcome.kept == (outcome.reply.finish_reason == "stop")
    else:
        assert kind_of(error).status == scenario.status
        assert outcome.kept == 0
        assert "sk-secret" not in str(error)
    if isinstance(error, (ModelUnavailable, DeadlineExceeded)):
        assert error.partial == scenario.partial
    if scenario.streamed:
        assert outcome.told == (scenario.text or scenario.partial)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
async def test_each_fault_has_the_promised_outcome(scenario: Scenario) -> None:
    check(scenario, await play(scenario.fault, streamed=scenario.streamed, seconds=scenario.deadline))


@pytest.mark.parametrize(
    "scenario",
    [scenario for scenario in SCENARIOS if scenario.calls > 1 and not scenario.streamed],
    ids=lambda scenario: scenario.id,
)
async def test_a_fault_that_passes_costs_one_more_call_and_the_reply_is_kept(scenario: Scenario) -> None:
    outcome = await play(scenario.fault, COMPLETE)
    assert outcome.error is None
    assert (outcome.calls, len(outcome.waits), outcome.kept) == (2, 1, 1)


async def test_a_broken_stream_is_asked_again_and_no_text_is_told_twice() -> None:
    outcome = await play(stream(chunk('{"events":')), STREAMED, streamed=True)
    assert outcome.reply is not None
    assert outcome.reply.text == outcome.told == '{"events": []}'
    assert (outcome.calls, outcome.kept) == (2, 1)


async def test_a_retry_that_says_something_else_is_returned_but_not_told() -> None:
    outcome = await play(stream(chunk('{"stances":')), STREAMED, streamed=True)
    assert outcome.reply is not None
    assert (outcome.reply.text, outcome.told) == ('{"events": []}', '{"stances":')


async def test_the_longest_partial_text_survives_the_last_attempt() -> None:
    outcome = await play(stream(chunk("ab"), chunk("cd")), stream(chunk("ab")), streamed=True)
    assert isinstance(outcome.error, ModelUnavailable)
    assert outcome.error.partial == "abcd"


async def test_a_refused_connection_is_unavailable_after_all_attempts() -> None:
    waits = Waits()
    model = patient(asked_at(unused_url()), waits)
    with pytest.raises(ModelUnavailable):
        await model.ask(REQUEST, deadline=deadline())
    await model.aclose()
    assert len(waits.seconds) == len(BACKOFF)


async def test_a_client_that_goes_hangs_up_on_the_endpoint() -> None:
    async with FaultServer(Answer(ending="hang")) as server:
        model = asked_at(server.base_url)
        with contextlib.suppress(DeadlineExceeded):
            await model.ask(REQUEST, deadline=deadline(1.0))
        await model.aclose()
        async with asyncio.timeout(5.0):
            while not server.hung_up:  # noqa: ASYNC110 - a counter, not an event
                await asyncio.sleep(0.01)
    assert server.hung_up == 1
