"""Replies: complete rows stand, bad rows are named, nothing is repaired into being."""

import json

import pytest

from service.core.ports import ChatReply, FinishReason
from service.core.reply import complete_rows, read_reply

ACTORS = '"actors":["1 | Ukraine | government UKR GOV","2 | Russia | government RUS GOV"]'
EVENTS = '"events":["CONSULT | 1,2 > | | Istanbul | 1 | talks"]'
WHOLE = "{" + ACTORS + "," + EVENTS + ',"delegations":[],"stances":[]}'


def reply(text: str, finish_reason: FinishReason = "stop") -> ChatReply:
    return ChatReply(text, finish_reason, "m")


def test_whole_reply_gives_all_its_drafts() -> None:
    read = read_reply(reply(WHOLE))
    assert (len(read.drafts.actors), len(read.drafts.events), read.fault, read.cut) == (2, 1, None, False)


def test_bad_row_is_rejected_alone_with_its_reason() -> None:
    sheet = json.loads(WHOLE)
    sheet["events"].append("DANCE | 1 > | | | 1 | dance")
    read = read_reply(reply(json.dumps(sheet)))
    assert len(read.drafts.events) == 1
    assert [(r.kind, r.reason) for r in read.rejected] == [("event", "invalid_draft")]
    assert read.rejected[0].draft == {"row": "DANCE | 1 > | | | 1 | dance"}


def test_row_that_is_no_string_is_rejected() -> None:
    read = read_reply(reply('{"actors":[],"events":[{"type":"AGREE"}],"delegations":[],"stances":[]}'))
    assert "one string" in read.rejected[0].detail


@pytest.mark.parametrize("cut_at", range(len(WHOLE)))
def test_cut_reply_gives_only_its_complete_rows(cut_at: int) -> None:
    read = read_reply(reply(WHOLE[:cut_at], "length"))
    whole = read_reply(reply(WHOLE)).drafts
    assert read.drafts.actors == whole.actors[: len(read.drafts.actors)]
    assert read.drafts.events in ((), whole.events)
    assert read.cut
    assert not read.rejected


def test_valid_reply_marked_as_cut_is_still_cut() -> None:
    assert read_reply(reply(WHOLE, "length")).cut


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "I cannot help with that.",
        WHOLE + WHOLE,
        "Here it is: " + WHOLE,
        WHOLE[:-1],
        WHOLE.replace('"', "'"),
        '{"events":[]}',
        '{"actors":[],"events":{},"delegations":[],"stances":[]}',
        '{"actors":[],"events":[],"events":["AGREE | 1 > | | | 1 | x"],"delegations":[],"stances":[]}',
        '{"actors":[],"events":[],"delegations":[],"stances":[NaN]}',
    ],
)
def test_reply_that_is_not_the_object_asked_for_is_a_fault_and_never_an_empty_answer(text: str) -> None:
    read = read_reply(reply(text))
    assert read.fault or read.rejected
    assert not read.drafts.events


@pytest.mark.parametrize("text", [f"```json\n{WHOLE}\n```", f"```\n{WHOLE}```", f"\ufeff{WHOLE}", f"\n {WHOLE} \n"])
def test_code_fence_and_byte_order_mark_around_the_object_are_no_fault(text: str) -> None:
    assert len(read_reply(reply(text)).drafts.actors) == 2


def test_complete_rows_grow_with_the_stream() -> None:
    counts = [complete_rows(WHOLE[:n]) for n in range(len(WHOLE) + 1)]
    assert counts == sorted(counts)
    assert counts[-1] == 3
