"""Replies that are not what was asked for: complete rows are recovered, nothing is ever invented, and it is always told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.draft import Drafts
from service.core.ports import ChatReply, FinishReason
from service.core.reply import read_reply
from tests.fakes import ARTICLE, SHEET, ScriptedModel
from tests.faults.server import Answer, FaultServer, completion
from tests.whole.app import PLAIN, URL, asking, at_endpoint, client_of
from tests.whole.test_hostile_bodies import content, rows

KINDS = ("events", "delegations", "stances")
Breaking = Callable[[str], str]

UNHARMED: dict[str, Breaking] = {
    "fence": lambda sheet: f"```json\n{sheet}\n```",
    "fence-without-end": lambda sheet: f"```\n{sheet}",
    "byte-order-mark": lambda sheet: f"\ufeff{sheet}",
    "white-space": lambda sheet: f"\n\n\t {sheet} \r\n",
    "think-tag": lambda sheet: f"<think>\nOne { {} } two.\n</think>\n\n{sheet}",
    "think-tag-and-fence": lambda sheet: f"<think></think>```json\n{sheet}```",
    "more-lists": lambda sheet: sheet[:-1] + ', "notes": ["a"]}',
    "escaped-letters": lambda sheet: sheet.replace("France", "\\u0046rance"),
    "indented": lambda sheet: json.dumps(json.loads(sheet), indent=4),
}
"""What may be done to a sheet without a doubt about what it says."""

HARMED: dict[str, Breaking] = {
    "mixed-quotes": lambda sheet: sheet.replace('"', "'"),
    "smart-quotes": lambda sheet: sheet.replace('"actors"', "\u201cactors\u201d"),
    "missing-quote": lambda sheet: sheet.replace('"actors"', 'actors"'),
    "inner-quotes": lambda sheet: sheet.replace("spying", '"spying"'),
    "doubled-quotes": lambda sheet: sheet.replace('"', '""'),
    "missing-comma": lambda sheet: sheet.replace('", "', '" "', 1),
    "missing-value": lambda sheet: sheet.replace('"delegations": []', '"delegations": '),
    "missing-brace": lambda sheet: sheet[:-1],
    "wrong-bracket": lambda sheet: sheet.replace("]", "}", 1),
    "extra-brace": lambda sheet: sheet + "}",
    "trailing-comma": lambda sheet: sheet.replace('"delegations": []', '"delegations": [],}'),
    "comments": lambda sheet: sheet.replace("[", "[ // rows\n", 1),
    "ellipsis": lambda sheet: sheet.replace("[]", "[...]", 1),
    "python-literals": lambda sheet: sheet.replace("[]", "None", 1),
    "not-a-number": lambda sheet: sheet.replace("[]", "[NaN]", 1),
    "duplicate-key": lambda sheet: sheet[:-1] + ', "events": []}',
    "several-answers": lambda sheet: f"{sheet}\n{sheet}",
    "several-fences": lambda sheet: f"```json\n{sheet}\n```\nor\n```json\n{sheet}\n```",
    "prose-before": lambda sheet: f"I cannot code this article. An empty sheet would be {sheet}",
    "prose-after": lambda sheet: f"{sheet}\nThis is only an example.",
    "wrong-top-level": lambda sheet: f"[{sheet}]",
    "double-encoded": json.dumps,
    "escaped-json": lambda sheet: sheet.replace('"', '\\"'),
    "raw-newline": lambda sheet: sheet.replace("accuses Russia", "accuses\nRussia"),
    "bad-escape": lambda sheet: sheet.replace("accuses", "\\(accuses\\)"),
    "lone-surrogate": lambda sheet: sheet.replace("accuses", "\\ud83d"),
    "cut-and-called-whole": lambda sheet: sheet[: len(sheet) // 2],
    "unclosed-thoughts": lambda sheet: f"<think>{sheet}",
    "no-lists": lambda _: "{}",
    "null": lambda _: "null",
    "missing-list": lambda sheet: sheet.replace('"delegations": [], ', ""),
    "list-that-is-none": lambda sheet: sheet.replace("[]", '"none"', 1),
    "schema-echo": lambda _: '{"type": "object", "properties": {"events": {"type": "array"}}}',
    "refusal-prose": lambda _: "I'm sorry, but I can't help with violent events.",
    "yaml": lambda _: "events:\n  - ACCUSE | France > Russia\n",
    "markdown-table": lambda _: "| actor | action |\n|---|---|\n| France | ACCUSE |",
    "deep": lambda _: "[" * 100_000,
    "whitespace-loop": lambda sheet: sheet[:40] + "\n" * 5_000,
    "harmony-leak": lambda sheet: f"<|channel|>analysis<|message|>An accusation.<|end|><|channel|>final<|message|>{sheet}",
    "tool-call-tag": lambda sheet: f'<tool_call>{{"name": "code", "arguments": {sheet}}}</tool_call>',
    "prefix-word": lambda sheet: f"OK{sheet}",
    "prose-then-fence": lambda sheet: f"Here is the sheet, as far as I can tell:\n```json\n{sheet}\n```",
    "stray-words": lambda sheet: sheet.replace('"stances"', 'ALSO "stances"'),
    "several-objects": lambda sheet: f"{sheet}, {sheet}",
    "jsonl": lambda sheet: "\n".join(json.dumps({name: value}) for name, value in json.loads(sheet).items()),
    "number-format": lambda sheet: sheet.replace("[]", "[1_000]", 1),
    "key-typo": lambda sheet: sheet.replace('"events"', '"events:"'),
    "nul-outside": lambda sheet: sheet + "\x00",
    "repetition-loop": lambda sheet: sheet[: sheet.index("]")] + ', "3 | Oslo | group"' * 400,
}
"""What leaves a doubt; a repair would have to guess."""


async def extraction(reply: str | ChatReply) -> dict[str, Any]:
    """Return what the service answers when the model says the same again and again."""
    async with asking(ScriptedModel(reply)) as client:
        response = await client.post(URL, content=ARTICLE, headers=PLAIN)
    assert response.status_code == 200
    body: dict[str, Any] = response.json()
    return body


def records(body: dict[str, Any]) -> list[Any]:
    return [body["actors"], *(body[kind] for kind in KINDS)]


@pytest.mark.parametrize("breaking", UNHARMED.values(), ids=UNHARMED)
async def test_what_leaves_no_doubt_is_read_as_if_it_were_not_there(breaking: Breaking) -> None:
    body, clean = await extraction(breaking(SHEET)), await extraction(SHEET)
    assert (records(body), body["complete"], body["rejected"]) == (records(clean), True, [])


@pytest.mark.parametrize("breaking", HARMED.values(), ids=HARMED)
async def test_what_leaves_a_doubt_is_refused_and_told(breaking: Breaking) -> None:
    body = await extraction(breaking(SHEET))
    assert (records(body), body["complete"]) == ([[], [], [], []], False)
    assert [rejected["reason"] for rejected in body["rejected"]] == ["unreadable_reply"]


async def test_a_bad_reply_is_asked_for_again_once_and_then_whole() -> None:
    model = ScriptedModel(HARMED["missing-brace"](SHEET), SHEET)
    async with asking(model) as client:
        body = (await client.post(URL, content=ARTICLE, headers=PLAIN)).json()
    assert (len(model.asked), body["complete"], len(body["events"]), body["rejected"]) == (2, True, 2, [])


def test_cut_anywhere_exactly_the_complete_rows_stand() -> None:
    whole = json.loads(SHEET)
    for end in range(len(SHEET)):
        read = read_reply(ChatReply(SHEET[:end], "length", "m"))
        for kind in ("actors", *KINDS):
            standing = sum(f'"{row}"' in SHEET[:end] for row in whole[kind])
            assert len(getattr(read.drafts, kind)) == standing, SHEET[:end]
        assert (read.cut, read.rejected) == (True, ())


async def test_a_cut_reply_gives_its_complete_rows_and_says_that_it_was_cut() -> None:
    end = SHEET.index("REJECT") + 20
    body, clean = await extraction(ChatReply(SHEET[:end], "length", "m")), await extraction(SHEET)
    assert body["events"] == clean["events"][:1]
    assert "reply_truncated" in [warning["code"] for warning in body["warnings"]]


BAD_ROWS = {
    "ellipsis": "...",
    "no-cells": "France accuses Russia",
    "not-a-type": "SHOUT occurred | 1 > 2 | | | 1 | France shouts",
    "no-such-sentence": "ACCUSE occurred | 1 > 2 | | | 99 | France accuses Russia",
    "no-such-actor": "ACCUSE occurred | 7 > 2 | | | 1 | Someone accuses Russia",
    "number-too-big": f"ACCUSE occurred | {'9' * 400} > 2 | | | 1 | Someone accuses Russia",
    "null-character": "ACCUSE\x00 occurred | 1 > 2 | | | 1 | France accuses Russia",
    "no-text": "",
    "number": 17,
    "nothing": None,
    "object": {"type": "ACCUSE", "actors": [1]},
    "list": ["ACCUSE"],
    "fence-in-string": '```json {"events": []}```',
}


@pytest.mark.parametrize("row", BAD_ROWS.values(), ids=BAD_ROWS)
async def test_a_bad_row_is_rejected_with_its_reason_and_the_others_stand(row: Any) -> None:
    sheet = json.loads(SHEET)
    sheet["events"].insert(1, row)
    body, clean = await extraction(json.dumps(sheet)), await extraction(SHEET)
    assert body["events"] == clean["events"]
    assert [(one["kind"], bool(one["detail"])) for one in body["rejected"]] == [("event", True)]


async def test_no_gathered_reply_is_taken_for_an_answer() -> None:
    replies = rows("llm_json")
    if not replies:
        pytest.skip("no list of broken replies beside this checkout")
    for row in replies:
        text = content(row, "raw") or "None"
        reason: FinishReason = "length" if row["finish_reason"] == "length" else "stop"
        read = read_reply(ChatReply(text, reason, "m"))
        assert read.drafts == Drafts(), row["id"]
        assert read.fault or read.cut, row["id"]


SAME = {
    "nan": "not-a-number",
    "prose-then-json": "prose-before",
    "prose-both-sides": "prose-after",
    "truncated": "cut-and-called-whole",
    "empty-object": "no-lists",
    "huge-int": "number-too-big",
    "nul-escape": "null-character",
    "empty": "no-text",
    "cjk-radicals": "escaped-letters",
}
"""What gathered lists call a kind of reply, and what it is called here."""


def test_no_gathered_kind_of_reply_is_without_an_example_of_ours() -> None:
    gathered = {row["class"] for row in rows("llm_json")}
    if not gathered:
        pytest.skip("no list of broken replies beside this checkout")
    ours = {*UNHARMED, *HARMED, *BAD_ROWS}
    assert sorted(kind for kind in gathered if SAME.get(kind, kind) not in ours) == []


@pytest.mark.parametrize(
    "strange", ["\\ud800", "\\u0000", "\x7f\ufffe\U0010ffff"], ids=["lone-surrogate", "null", "noncharacter"]
)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_strange_characters_of_a_model_reach_no_database_and_break_none(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, strange: str
) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite3" if database == "sqlite" else request.getfixturevalue("new_postgres")("strange")
    document = json.dumps(completion("REPLY")).replace("REPLY", json.dumps(SHEET)[1:-1].replace("spying", f"spying {strange}"))
    async with (
        FaultServer(Answer(body=document.encode("utf-8", "surrogatepass"))) as server,
        client_of(at_endpoint(server.base_url, database_url=url)) as client,
    ):
        first = await client.post(URL, content=ARTICLE, headers=PLAIN)
        again = await client.post(URL, content=ARTICLE, headers=PLAIN)
    assert {first.status_code, again.status_code} <= {200, 502}
    if first.status_code == 200:
        assert records(first.json()) == records(again.json())
