"""Replies on disk: written so that people can read them, read back exactly, and missed with a difference."""

import asyncio
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.extraction import ExtractionRequest, Tokens
from service.core.ports import ChatReply, ChatRequest, Message
from service.errors import NotConfigured, RecordingMissing
from service.llm.recorded import RecordedModel
from service.llm.recording import RecordingModel, recording
from service.llm.recordings import problems, read_case
from service.llm.rendering import rendered, sections
from service.llm.toml_text import toml_lines
from tests.llm.doubles import ModelDouble, reply, soon

ARTICLE = ExtractionRequest(text="Envoys met in Geneva on Monday.\r\nThey agreed on little.", title="Envoys meet")
SCHEMA = {"type": "object", "properties": {"b": {"type": "string"}, "a": {"type": "string"}}}


def sentence(number: int) -> ChatRequest:
    system = Message("system", "Read one sentence.\n\n## Rules\n\nBe brief.")
    return ChatRequest((system, Message("user", f"[{number}] Envoys met.")), SCHEMA, max_tokens=64)


async def record(
    folder: Path, *requests: ChatRequest, texts: tuple[str, ...] = ('{"a": "“x”"}',), name: str | None = "case"
) -> str:
    replies = [reply(text, model="strong", tokens=Tokens(prompt=30, cached=2, completion=9)) for text in texts]
    model = RecordingModel(ModelDouble(*replies), folder)
    with recording(ARTICLE, name) as chosen:
        for request in requests:
            await model.ask(request, deadline=soon())
    return chosen


async def test_a_case_of_one_call_is_an_article_a_request_a_verbatim_reply_and_facts(tmp_path: Path) -> None:
    await record(tmp_path, sentence(1))
    case = tmp_path / "case"
    assert {path.name for path in case.iterdir()} == {"article.txt", "meta.toml", "request.md", "reply.json"}
    assert (case / "reply.json").read_bytes() == '{"a": "“x”"}'.encode()
    assert (case / "article.txt").read_bytes().decode() == ARTICLE.text
    facts = tomllib.loads((case / "meta.toml").read_text("utf-8"))
    assert (facts["model"], facts["title"], facts["finish_reason"]) == ("strong", "Envoys meet", "stop")
    assert facts["tokens"] == {"prompt": 30, "cached": 2, "completion": 9}
    assert "[1] Envoys met." in (case / "request.md").read_text("utf-8")


async def test_a_case_of_several_calls_holds_what_they_share_once(tmp_path: Path) -> None:
    await record(tmp_path, *(sentence(number) for number in range(1, 41)), texts=('{"a": 1}', "{}\n"))
    case = tmp_path / "case"
    assert {path.name for path in case.iterdir()} == {"article.txt", "meta.toml", "request.md", "calls.toml"}
    calls = (case / "calls.toml").read_text("utf-8")
    assert calls.count("Be brief.") == 0
    assert calls.count("Envoys met.") == 39
    read = read_case(case)
    assert [call.reply.text for call in read.calls] == ['{"a": 1}', *["{}\n"] * 39]
    assert [call.asked for call in read.calls] == [rendered(sentence(number)) for number in range(1, 41)]


@pytest.mark.parametrize("calls", [1, 3])
async def test_what_was_recorded_is_answered_again(tmp_path: Path, calls: int) -> None:
    requests = [sentence(number) for number in range(calls)]
    await record(tmp_path, *requests, texts=('{"a": 1}', "{}"))
    model, told = RecordedModel(tmp_path), list[str]()
    answers = [await model.ask(request, deadline=soon(), on_text=told.append) for request in requests]
    assert answers[0] == ChatReply('{"a": 1}', "stop", "strong", Tokens(prompt=30, cached=2, completion=9))
    assert "".join(told) == "".join(answer.text for answer in answers)
    assert model.models() == {"strong"}
    assert problems(tmp_path, model.asked) == []


async def test_questions_that_come_while_the_recordings_are_read_are_answered_too(tmp_path: Path) -> None:
    for number in range(30):
        await record(tmp_path, sentence(number), name=f"case-{number}")
    model = RecordedModel(tmp_path)
    answers = await asyncio.gather(*(model.ask(sentence(number), deadline=soon()) for number in reversed(range(30))))
    assert len(answers) == 30


async def test_an_unrecorded_request_is_missed_with_its_difference_from_the_nearest(tmp_path: Path) -> None:
    await record(tmp_path, sentence(1), sentence(2), texts=("{}",))
    changed = ChatRequest((Message("system", "Read two sentences."), Message("user", "[2] Envoys met.")), SCHEMA, max_tokens=64)
    with pytest.raises(RecordingMissing) as caught:
        await RecordedModel(tmp_path).ask(changed, deadline=soon())
    assert "-Read one sentence." in str(caught.value)
    assert "+Read two sentences." in str(caught.value)
    assert "Envoys met" not in str(caught.value)


@pytest.mark.parametrize("change", [{"max_tokens": 65}, {"temperature": 0.1}, {"seed": None}, {"schema": None}])
async def test_a_changed_parameter_misses_too(tmp_path: Path, change: dict[str, Any]) -> None:
    await record(tmp_path, sentence(1))
    changed = ChatRequest(**({name: getattr(sentence(1), name) for name in ("messages", "schema", "max_tokens")} | change))
    with pytest.raises(RecordingMissing):
        await RecordedModel(tmp_path).ask(changed, deadline=soon())


async def test_the_fresh_flag_is_no_part_of_a_recording(tmp_path: Path) -> None:
    await record(tmp_path, sentence(1))
    asked = ChatRequest(sentence(1).messages, SCHEMA, max_tokens=64, fresh=True)
    assert (await RecordedModel(tmp_path).ask(asked, deadline=soon())).text


async def test_a_case_recorded_again_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    await record(tmp_path, sentence(1), sentence(2))
    await record(tmp_path, sentence(3))
    assert [call.asked for call in read_case(tmp_path / "case").calls] == [rendered(sentence(3))]
    assert not (tmp_path / "case" / "calls.toml").exists()


async def test_a_cut_reply_keeps_its_finish_reason(tmp_path: Path) -> None:
    model = RecordingModel(ModelDouble(reply("{", finish_reason="length")), tmp_path)
    await model.ask(sentence(1), deadline=soon())
    assert (await RecordedModel(tmp_path).ask(sentence(1), deadline=soon())).finish_reason == "length"


async def test_a_case_without_a_name_is_called_by_its_article(tmp_path: Path) -> None:
    assert (await record(tmp_path, sentence(1), name=None)).startswith("envoys-meet-")


async def test_replies_of_another_model_live_in_a_folder_inside_the_case(tmp_path: Path) -> None:
    await record(tmp_path, sentence(1))
    await record(tmp_path, sentence(2), name="case/embedded")
    model = RecordedModel(tmp_path)
    for number in (1, 2):
        await model.ask(sentence(number), deadline=soon())
    assert problems(tmp_path, model.asked) == []


async def test_orphans_duplicates_and_broken_cases_are_found(tmp_path: Path) -> None:
    await record(tmp_path, sentence(1), sentence(2))
    await record(tmp_path, sentence(2), name="twice")
    await record(tmp_path, sentence(3), name="broken")
    (tmp_path / "broken" / "reply.json").unlink()
    (tmp_path / "lost").mkdir()
    (tmp_path / "lost" / "reply.json").write_text("{}")
    model = RecordedModel(tmp_path / "case")
    await model.ask(sentence(2), deadline=soon())
    found = "\n".join(problems(tmp_path, model.asked))
    assert "lost/reply.json: without meta.toml" in found
    assert "case: call 1 is asked by nothing any more" in found
    assert f"twice: call 1 is recorded in {tmp_path / 'case'} already" in found
    assert "broken cannot be read: FileNotFoundError" in found


async def test_a_folder_without_recordings_says_so(tmp_path: Path) -> None:
    with pytest.raises(RecordingMissing, match="none at all"):
        await RecordedModel(tmp_path).ask(sentence(1), deadline=soon())
    with pytest.raises(NotConfigured, match="no folder"):
        await RecordedModel(tmp_path / "absent").ask(sentence(1), deadline=soon())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_being_written_as_toml(text: str) -> None:
    assert tomllib.loads(toml_lines({"text": text, "table": {"text": text}})) == {"text": text, "table": {"text": text}}


@given(st.text(st.sampled_from(list("'\"\\\n\r\t\x00\x7f#ab"))))
def test_quotes_and_controls_survive_being_written_as_toml(text: str) -> None:
    assert tomllib.loads(toml_lines({"text": text})) == {"text": text}


@given(st.text(st.sampled_from(list("#\n a"))))
def test_a_request_cut_into_sections_is_whole_again_when_joined(text: str) -> None:
    whole = rendered(ChatRequest((Message("user", text),), SCHEMA))
    assert "".join(sections(whole)) == whole
