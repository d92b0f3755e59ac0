"""Whatever JSON an endpoint answers with, it is a reply or an error of ours."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.core.ports import ChatReply
from service.errors import DragomanError, ModelAnsweredBadly
from service.llm.reading import Heard, read_document, read_stream
from service.web.problems import kind_of
from tests.faults.server import chunk, completion

texts = st.text(st.characters(), max_size=8)  # halves of surrogate pairs included
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
several = settings(max_examples=300, deadline=None)


@st.composite
def documents(draw: st.DrawFn, whole: str) -> dict[str, Any]:
    """A completion with any value at any place, or none."""
    document: dict[str, Any] = json.loads(whole)
    for _ in range(draw(st.integers(1, 3))):
        place: Any = document
        while isinstance(place, (dict, list)) and place:
            keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from([*keys, "error"] if isinstance(place, dict) else keys))
            inner = place.get(key) if isinstance(place, dict) else place[key]
            if not isinstance(inner, (dict, list)) or draw(st.booleans()):
                place[key] = draw(values)
                break
            place = inner
    return document


def check(reply: ChatReply | DragomanError) -> None:
    """A reply can be kept by any store; an error has a status of ours and can be told."""
    if isinstance(reply, ChatReply):
        (reply.text + reply.model + (reply.fingerprint or "")).encode()
        assert reply.text.strip()
        assert all(0 <= count < 2**31 for count in (reply.tokens.prompt, reply.tokens.cached, reply.tokens.completion))
    else:
        assert kind_of(reply).status in {413, 422, 429, 502, 503, 504}
        str(reply).encode()


WHOLE = json.dumps(completion() | {"system_fingerprint": "f"})


@several
@given(documents(WHOLE))
@example(completion(finish_reason=["stop"]))  # type: ignore[arg-type]
@example(completion("\ud83d"))
@example(completion() | {"usage": {"prompt_tokens": 10**30, "completion_tokens": -1}})
@example(completion() | {"system_fingerprint": "\udc00"})
@example({"error": {"message": "\ud800", "code": 500}})
def test_any_document_is_a_reply_or_an_error(document: dict[str, Any]) -> None:
    body = json.dumps(document).encode()
    try:
        check(read_document(body, Heard(), model="m", content_type="application/json"))
    except DragomanError as error:
        check(error)


@several
@given(st.lists(documents(chunk("a", "stop")) | values, max_size=4))
async def test_any_stream_is_a_reply_or_an_error(events: list[Any]) -> None:
    try:
        check(await read_stream(streamed(*map(json.dumps, events)), Heard(), model="m", silence=5.0))
    except DragomanError as error:
        check(error)


async def streamed(*events: str) -> AsyncIterator[str]:
    for event in events:
        yield event


async def test_a_surrogate_pair_that_comes_in_two_pieces_is_one_character() -> None:
    events = streamed(chunk('{"a": "\ud83d'), chunk('\ude00"}'), chunk(finish_reason="stop"))
    assert (await read_stream(events, Heard(), model="m", silence=5.0)).text == '{"a": "\U0001f600"}'


def test_half_a_surrogate_pair_is_a_bad_answer_that_may_be_asked_for_again() -> None:
    with pytest.raises(ModelAnsweredBadly) as caught:
        read_document(json.dumps(completion("a\ud83db")).encode(), Heard(), model="m", content_type="application/json")
    assert caught.value.again
