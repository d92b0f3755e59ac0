"""Server-sent events, however the network cuts them."""

import json

import pytest

from dragoman_client import Done, Extraction, Found
from dragoman_client.updates import Decoder, Progress, Update


def _decoded(*pieces: bytes) -> list[Update]:
    decoder = Decoder()
    return [update for piece in pieces for update in decoder.feed(piece)]


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_pieces_may_end_anywhere(extraction: Extraction, size: int) -> None:
    claim = extraction.stances[0].model_copy(update={"claim": "a line\u2028that only looks like two – ❄"})
    data = json.dumps({"kind": "stance", "record": claim.model_dump()}, ensure_ascii=False)
    stream = f": waiting\n\nevent: record\ndata: {data}\n\n".encode()
    assert _decoded(*(stream[at : at + size] for at in range(0, len(stream), size))) == [Found(claim)]


def test_carriage_returns_and_several_data_lines_are_one_event() -> None:
    assert _decoded(b'event: progress\r\ndata: {"done": 1,\r\ndata: "calls": 2}\r\n\r\n') == [Progress(1, 2)]


def test_events_and_kinds_of_a_newer_service_are_passed_over(extraction: Extraction) -> None:
    whole = extraction.model_dump_json().encode()
    stream = (
        b'event: rumour\ndata: {}\n\nevent: record\ndata: {"kind":"treaty","record":{}}\n\nevent: extraction\ndata: '
        + whole
        + b"\n\n"
    )
    assert _decoded(stream) == [Done(extraction)]
