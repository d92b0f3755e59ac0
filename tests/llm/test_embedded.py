"""The embedded model, asked for real. Short prompts: these run on two slow cores."""

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.core.ports import ChatRequest, Message
from service.core.prompt import response_schema
from service.errors import ContextTooLong, DeadlineExceeded, ModelMisconfigured, ModelUnavailable, NotConfigured
from service.llm.embedded import EmbeddedModel
from service.llm.embedded_stream import Stream
from service.llm.model_file import DEFAULT_MODEL, model_path
from service.settings import Settings

SCHEMA = {
    "type": "object",
    "properties": {"sentence": {"type": "integer", "enum": [2, 3]}, "who": {"type": "string", "maxLength": 20}},
    "required": ["sentence", "who"],
    "additionalProperties": False,
}


class Within:
    """A deadline some seconds away."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def remaining(self) -> float:
        return self._seconds


def request(text: str, schema: dict[str, object] | None = None, max_tokens: int = 24) -> ChatRequest:
    return ChatRequest((Message("user", text),), schema, max_tokens=max_tokens)


def model_file() -> Path:
    return Path(os.environ.get("DRAGOMAN_MODEL_FILE") or model_path(DEFAULT_MODEL, Settings().model_folder))


@pytest.fixture(scope="module")
def model() -> Iterator[EmbeddedModel]:
    model = EmbeddedModel(model_file(), context_tokens=1024)
    model.start([request("Who?")])
    yield model
    asyncio.run(model.aclose())


@pytest.mark.embedded
@pytest.mark.skipif(not model_file().is_file(), reason="no model file; fetch it with `dragoman model pull`")
class TestWithTheRealModel:
    async def test_the_reply_follows_the_schema_exactly_and_arrives_in_pieces(self, model: EmbeddedModel) -> None:
        pieces: list[str] = []
        reply = await model.ask(request("2 Ana met Bo. Who met?", SCHEMA), deadline=Within(300), on_text=pieces.append)
        await asyncio.sleep(0)
        said = json.loads(reply.text)
        assert said["sentence"] in {2, 3}
        assert set(said) == {"sentence", "who"}
        assert reply.finish_reason == "stop"
        assert "".join(pieces) == reply.text
        assert len(pieces) > 1

    async def test_the_same_beginning_is_read_from_the_prefix_cache(self, model: EmbeddedModel) -> None:
        asked = request("The ministers of two neighbouring countries met on the border and shook hands. Who met?", SCHEMA)
        first = await model.ask(asked, deadline=Within(300))
        second = await model.ask(asked, deadline=Within(300))
        assert second.tokens.cached > first.tokens.prompt // 2
        assert second.text == first.text

    async def test_a_reply_that_is_cut_says_so(self, model: EmbeddedModel) -> None:
        reply = await model.ask(request("Count to one hundred.", max_tokens=3), deadline=Within(300))
        assert reply.finish_reason == "length"
        assert reply.tokens.completion == 3

    async def test_a_prompt_beyond_the_context_is_refused(self, model: EmbeddedModel) -> None:
        with pytest.raises(ContextTooLong):
            await model.ask(request("word " * 2000), deadline=Within(300))

    @pytest.mark.parametrize("highest", [25, 100])
    async def test_llama_cpp_compiles_the_response_schema_of_whole_articles(self, model: EmbeddedModel, highest: int) -> None:
        asked = request("Hi", dict(response_schema(highest)), max_tokens=1)
        assert (await model.ask(asked, deadline=Within(300))).text

    async def test_a_schema_that_is_none_is_refused(self, model: EmbeddedModel) -> None:
        with pytest.raises(ModelMisconfigured):
            await model.ask(request("Hi", {"type": "nonsense"}), deadline=Within(300))

    async def test_a_deadline_ends_the_call_and_frees_the_engine(self, model: EmbeddedModel) -> None:
        with pytest.raises(DeadlineExceeded):
            await model.ask(request("Write a long story.", max_tokens=800), deadline=Within(0.2))
        reply = await model.ask(request("Say yes.", max_tokens=2), deadline=Within(60))
        assert reply.text

    async def test_a_caller_who_is_gone_frees_the_engine(self, model: EmbeddedModel) -> None:
        call = asyncio.create_task(model.ask(request("Write a long story.", max_tokens=800), deadline=Within(300)))
        await asyncio.sleep(0.2)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        reply = await model.ask(request("Say yes.", max_tokens=2), deadline=Within(60))
        assert reply.text


def test_a_file_that_is_no_gguf_is_refused_at_start(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"<html>not a model</html>")
    with pytest.raises(NotConfigured, match="no GGUF"):
        EmbeddedModel(path)
    with pytest.raises(NotConfigured, match="cannot be read"):
        EmbeddedModel(tmp_path / "missing.gguf")


async def test_after_closing_it_refuses(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF")
    model = EmbeddedModel(path)
    await model.aclose()
    await model.aclose()
    with pytest.raises(ModelUnavailable):
        await model.ask(request("Say yes."), deadline=Within(60))


async def test_a_damaged_gguf_is_an_error_of_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF" + bytes(200))
    model = EmbeddedModel(path)
    with pytest.raises(ModelMisconfigured, match="cannot load"):
        await model.ask(request("Hi"), deadline=Within(60))
    await model.aclose()


def test_another_file_of_the_same_name_is_another_endpoint(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "m.gguf").write_bytes(b"GGUF1")
    (tmp_path / "two" / "m.gguf").write_bytes(b"GGUF2")
    one, two = EmbeddedModel(tmp_path / "one" / "m.gguf"), EmbeddedModel(tmp_path / "two" / "m.gguf")
    assert one.name == two.name == "m"
    assert one.endpoint != two.endpoint


def test_an_error_in_the_stream_stops_it() -> None:
    stream = Stream(lambda _text: None, lambda: False)
    assert stream.take({"error": {"type": "server_error", "message": "no"}})
    assert stream.error == {"type": "server_error", "message": "no"}


def test_a_caller_who_is_gone_stops_the_stream_even_while_the_prompt_is_read() -> None:
    stream = Stream(lambda _text: None, lambda: True)
    assert stream.take({"choices": [], "prompt_progress": {"processed": 10}})
