"""The adapter against an endpoint of our own: what is sent, what is dropped, what is read."""

import subprocess
import sys

import pytest

from schemas.extraction import Tokens
from service.core.ports import ChatReply
from service.errors import ModelAnsweredBadly, StoreUnavailable
from service.llm.capabilities import Capabilities
from service.llm.openai_model import Endpoint, OpenAIModel
from service.store.memory import MemoryStore
from tests.faults.pipeline import REQUEST, asked_at, deadline
from tests.faults.server import COMPLETE, STREAMED, Answer, FaultServer, answer, chunk, completion, stream


def refusing(parameter: str | None, message: str = "no", status: int = 400) -> Answer:
    return answer({"error": {"message": message, "param": parameter, "code": "unsupported_parameter"}}, status)


async def ask(model: OpenAIModel, told: list[str] | None = None) -> ChatReply:
    try:
        return await model.ask(REQUEST, deadline=deadline(), on_text=None if told is None else told.append)
    finally:
        await model.aclose()


async def test_a_request_carries_schema_parameters_and_key() -> None:
    async with FaultServer(COMPLETE) as server:
        reply = await ask(asked_at(server.base_url))
    (body,), (headers,) = server.calls, server.headers
    assert body["response_format"]["json_schema"] == {"name": "reply", "schema": REQUEST.schema, "strict": True}
    assert (body["model"], body["max_tokens"], body["temperature"], body["seed"]) == ("m", 200, 0.0, 7)
    assert headers["authorization"] == "Bearer sk-secret-1234567890"
    assert "stream" not in body
    assert reply == ChatReply('{"events": []}', "stop", "m", Tokens(prompt=12, cached=8, completion=4))


@pytest.mark.parametrize("parameter", ["temperature", "seed", "max_tokens"])
async def test_a_refused_parameter_is_dropped_after_one_400_and_not_sent_again(parameter: str) -> None:
    async with FaultServer(refusing(parameter), COMPLETE) as server:
        model = asked_at(server.base_url)
        for _ in range(2):
            await model.ask(REQUEST, deadline=deadline())
        await model.aclose()
    assert [parameter in body for body in server.calls] == [True, False, False]
    assert ["max_completion_tokens" in body for body in server.calls] == [False, *[parameter == "max_tokens"] * 2]


@pytest.mark.parametrize(
    "said",
    [
        refusing(None, "Unsupported parameter: 'seed' is not supported with this model."),
        answer({"detail": [{"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs", "input": 7}]}, 422),
    ],
    ids=["in words", "as a location"],
)
async def test_a_parameter_named_without_param_is_dropped_too(said: Answer) -> None:
    async with FaultServer(said, COMPLETE) as server:
        await ask(asked_at(server.base_url))
    assert ["seed" in body for body in server.calls] == [True, False]


async def test_structured_output_goes_down_the_ladder_and_the_schema_moves_into_the_prompt() -> None:
    async with FaultServer(
        refusing("response_format", "Invalid schema"), refusing(None, "json_object is not available"), COMPLETE
    ) as server:
        await ask(asked_at(server.base_url))
    rungs = [body.get("response_format", {}).get("type") for body in server.calls]
    assert rungs == ["json_schema", "json_object", None]
    told = ['"events"' in body["messages"][0]["content"] for body in server.calls]
    assert told == [False, True, True]


async def test_everything_refused_still_ends() -> None:
    refusals = [refusing(name) for name in ("temperature", "seed", "max_tokens", "max_completion_tokens", "response_format")]
    async with FaultServer(*refusals, refusing("response_format"), COMPLETE) as server:
        await ask(asked_at(server.base_url))
    assert set(server.calls[-1]) == {"model", "messages"}


async def test_a_400_that_names_nothing_sent_is_an_error_at_once() -> None:
    async with FaultServer(refusing("moon")) as server:
        with pytest.raises(ModelAnsweredBadly):
            await ask(asked_at(server.base_url))
    assert len(server.calls) == 1


async def test_streaming_tells_pieces_and_counts_tokens() -> None:
    told: list[str] = []
    async with FaultServer(STREAMED) as server:
        reply = await ask(asked_at(server.base_url), told)
    assert server.calls[0]["stream_options"] == {"include_usage": True}
    assert told == ['{"events":', " []}"]
    assert (reply.text, reply.tokens) == ('{"events": []}', Tokens(prompt=12, completion=4))


@pytest.mark.parametrize(
    ("refusal", "sent"),
    [
        (refusing("stream_options"), [(True, True), (True, False)]),
        (refusing("stream", "Streaming is not supported"), [(True, True), (False, False)]),
        (refusing(None, "This model does not take 'stream'."), [(True, True), (False, False)]),
    ],
    ids=["stream_options", "stream", "in words"],
)
async def test_an_endpoint_that_refuses_streaming_is_asked_without(refusal: Answer, sent: list[tuple[bool, bool]]) -> None:
    told: list[str] = []
    async with FaultServer(refusal, COMPLETE) as server:
        await ask(asked_at(server.base_url), told)
    assert [("stream" in body, "stream_options" in body) for body in server.calls] == sent
    assert "".join(told) == '{"events": []}'


async def test_azures_first_event_without_choices_is_no_fault() -> None:
    events = ('{"choices": [], "prompt_filter_results": []}', chunk("{}"), chunk(finish_reason="stop"), "[DONE]")
    async with FaultServer(stream(*events)) as server:
        assert (await ask(asked_at(server.base_url), [])).text == "{}"


async def test_content_in_parts_is_joined() -> None:
    async with FaultServer(answer(completion([{"type": "text", "text": "{"}, {"type": "text", "text": "}"}]))) as server:  # type: ignore[arg-type]
        assert (await ask(asked_at(server.base_url))).text == "{}"


async def test_a_compressed_answer_is_refused_because_its_size_cannot_be_bounded() -> None:
    async with FaultServer(answer(completion(), content_encoding="gzip")) as server:
        with pytest.raises(ModelAnsweredBadly):
            await ask(asked_at(server.base_url))
    assert server.headers[0]["accept-encoding"] == "identity"


async def test_a_refusal_is_shared_through_the_store() -> None:
    store = MemoryStore()
    async with FaultServer(refusing("seed"), COMPLETE) as server:
        for _ in range(2):  # two processes
            await ask(OpenAIModel("m", Endpoint(server.base_url), capabilities=Capabilities(store)))
    assert ["seed" in body for body in server.calls] == [True, False, False]


async def test_a_store_that_is_down_costs_the_400_again_and_nothing_else() -> None:
    class Down(MemoryStore):
        async def find_refused(self, *_: object) -> frozenset[str]:
            raise StoreUnavailable("down")

        async def keep_refused(self, *_: object) -> None:
            raise StoreUnavailable("down")

    async with FaultServer(refusing("seed"), COMPLETE) as server:
        await ask(OpenAIModel("m", Endpoint(server.base_url), capabilities=Capabilities(Down())))
    assert len(server.calls) == 2


async def test_azure_is_asked_by_deployment_and_version() -> None:
    async with FaultServer(COMPLETE) as server:
        endpoint = Endpoint(server.base_url.removesuffix("/v1"), "k", azure_api_version="2026-01-01")
        await ask(OpenAIModel("gpt", endpoint))
    assert server.headers[0]["api-key"] == "k"


async def test_a_reply_costs_what_the_price_table_says() -> None:
    async with FaultServer(COMPLETE) as server:
        reply = await ask(OpenAIModel("m", Endpoint(server.base_url), prices={"m": (1.0, 0.5, 10.0)}))
    assert reply.cost_usd == pytest.approx((4 * 1.0 + 8 * 0.5 + 4 * 10.0) / 1e6)


@pytest.mark.parametrize(
    ("base_url", "public"),
    [
        ("https://user:pass@host.example:8443/v1/?key=1", "https://host.example:8443/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ],
)
def test_the_endpoint_is_named_without_secrets(base_url: str, public: str) -> None:
    assert OpenAIModel("m", Endpoint(base_url, "sk-1")).endpoint == public
    assert "sk-1" not in repr(Endpoint(base_url, "sk-1"))


def test_importing_the_adapter_does_not_import_the_sdk() -> None:
    code = "import sys, service.llm.openai_model; sys.exit('openai' in sys.modules or 'httpx2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
