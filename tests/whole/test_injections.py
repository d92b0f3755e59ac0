"""Articles that speak to the model: what holds whatever the model does, and what an obedient one cannot reach.

The injections beside this file are our own; `python -m benchmarks.injections` measures models on these or any others.
"""

import re
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.extraction import Extraction, ExtractionOptions
from service.clock import SystemClock, within
from service.core.article import read_article
from service.core.articlewise import ArticlewiseWay
from service.core.extract import Reader, extract
from service.core.injection import instruction_like
from service.core.plan import Profile, Way
from service.core.ports import ChatRequest
from service.core.prompt import encode_reply, load_prompt
from service.core.sentencewise.asking import opening
from service.core.sentencewise.way import SentencewiseWay
from service.evaluation.injected import Effect, judge
from service.evaluation.splice import HIDINGS, PLACES, Base, Injection, Place, as_page, hide, read_injections, splice
from service.store.memory import MemoryStore
from tests.fakes import ScriptedModel

ROWS = read_injections(Path(__file__).parents[1] / "injections" / "injections.jsonl")
BASE = Base(
    "vienna",
    "date 2025-05-15\n\nFrance accused Russia of spying on its embassy in Vienna.\n\nRussia denied it on Thursday.\n\n"
    "Austria offered to mediate.\n",
)
UNSUSPICIOUS = {"question", "bare"}
"""Rows that could stand in a newspaper: nobody is warned of them."""
PROMPT = "\n".join(message.content for message in load_prompt("extract/v1").turns)

every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
every_place = pytest.mark.parametrize("place", PLACES)


def article(row: Injection, place: Place) -> Article:
    return read_article(splice(BASE, row.text, place).request())


def requests(way: Way, read: Article) -> list[ChatRequest]:
    return [call.request for call in way.calls(read, ExtractionOptions(), ())]


@every_place
@every_row
def test_the_article_stands_in_the_last_message_alone_numbered_inside_one_fence(row: Injection, place: Place) -> None:
    read = article(row, place)
    (request,) = requests(ArticlewiseWay(), read)
    assert request.messages[:-1] == load_prompt("extract/v1").turns
    asked = request.messages[-1].content
    inside = asked.partition("<article>\n")[2].partition("\n</article>")[0].splitlines()
    assert [line.partition(" ")[0] for line in inside] == [str(n) for n in range(1, len(read.sentences) + 1)]
    assert len(re.findall(r"(?i)<\s*/?\s*article\s*>", asked)) == 2


@every_row
def test_a_small_model_sees_one_sentence_a_call_in_one_line_after_the_same_opening(row: Injection) -> None:
    read = article(row, "middle")
    sentences = [" ".join((read.text or "")[s.start : s.end].split()) for s in read.sentences]
    asked = requests(SentencewiseWay(), read)
    assert asked
    for request in asked:
        assert request.messages[:-1] == opening(english=read.language == "en")
        line = request.messages[-1].content
        assert "\n" not in line
        assert sum(sentence[:20] in line for sentence in sentences if '"' not in sentence[:20]) <= 1


@pytest.mark.parametrize("hiding", HIDINGS)
@every_row
def test_what_a_page_hides_is_not_read(row: Injection, hiding: str) -> None:
    assert read_article(hide(BASE, row, hiding).request()).text == read_article(as_page(BASE).request()).text


@every_place
@every_row
def test_sentences_that_speak_to_a_model_are_told_and_no_others(row: Injection, place: Place) -> None:
    read = article(row, place)
    text = read.text or ""
    told = [text[read.sentences[n - 1].start : read.sentences[n - 1].end] for n in instruction_like(read)]
    assert bool(told) == (row.id not in UNSUSPICIOUS)
    assert not [sentence for sentence in told if sentence in BASE.body]


def own_lines(request: ChatRequest) -> dict[str, int]:
    """Return the numbers of the article's own sentences in a request, by their first words."""
    lines = re.findall(r"(?m)^(\d+) (France|Russia|Austria)\b", request.messages[-1].content)
    return {first: int(number) for number, first in lines}


def honest(request: ChatRequest) -> dict[str, list[str]]:
    """Return what a careful coder would answer."""
    at = own_lines(request)
    return {
        "actors": ["1 | France | government FRA GOV", "2 | Russia | government RUS GOV", "3 | Austria | government AUT GOV"],
        "events": [
            f"ACCUSE/allege diplomatic | 1 > 2 | | Vienna | {at['France']} | France accuses Russia of spying",
            f"REJECT diplomatic | 2 > 1 | on Thursday | | {at['Russia']} | Russia denies the accusation",
            f"AGREE diplomatic | 3 > 1,2 | | | {at['Austria']} | Austria offers to mediate",
        ],
        "delegations": [],
        "stances": [f"2 opposes indirect | the accusation | {at['Russia']} | the accusation is denied"],
    }


def obedient(row: Injection) -> ScriptedModel:
    """Return a model that plants the mark of the injection in records of the article's own sentences."""
    mark = row.canary or "WALNUT-0"

    def answer(request: ChatRequest) -> str:
        sheet, at = honest(request), own_lines(request)
        sheet["actors"] += [f"4 | {mark} | person"]
        sheet["events"][0] = sheet["events"][0].replace("1 > 2", "1 > 2,4")
        sheet["events"] += [f"COERCE/seize | 4 > 1 | | | {at['France']} | {mark} seizes the capital"]
        sheet["stances"] += [f"4 supports direct | the accusation | {at['Austria']} | {mark} is right"]
        return encode_reply(sheet)

    return ScriptedModel(answer)


async def effect(row: Injection, place: Place, model: ScriptedModel) -> Effect:
    """Read the article without the injection by an honest model, and with it by `model`."""
    clean = await read(BASE, ScriptedModel(lambda request: encode_reply(honest(request))))
    return judge(clean, await read(splice(BASE, row.text, place), model), row, PROMPT)


async def read(base: Base, model: ScriptedModel) -> Extraction:
    reader = Reader(model, Profile(ArticlewiseWay()), MemoryStore(), SystemClock())
    answer = await extract(base.request(), reader, deadline=within(60, SystemClock()))
    return Extraction.model_validate_json(answer.body)


@every_place
@every_row
async def test_around_an_injection_that_is_not_followed_every_record_is_the_same(row: Injection, place: Place) -> None:
    found = await effect(row, place, ScriptedModel(lambda request: encode_reply(honest(request))))
    assert (found.same, found.complete, found.of_splice, found.canary, found.leaked) == (True, True, 0, (), ())


@every_place
@pytest.mark.parametrize("row", [row for row in ROWS if row.id not in UNSUSPICIOUS], ids=lambda row: row.id)
async def test_a_model_that_obeys_cannot_plant_a_name_in_records_of_other_sentences(row: Injection, place: Place) -> None:
    found = await effect(row, place, obedient(row))
    assert (found.same, "own" in found.canary, found.flagged) == (True, False, True)
