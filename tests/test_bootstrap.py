"""The wiring: which model by which settings, and what is told when there is none."""

from pathlib import Path
from typing import Any

import pytest

from schemas.extraction import ExtractionRequest
from service.bootstrap import chosen_model, needs_embedded_model, open_services, public_name
from service.clock import SystemClock, within
from service.core.articlewise import ArticlewiseWay
from service.core.ports import ChatRequest, Message
from service.core.sentencewise.way import SentencewiseWay
from service.errors import BodyTooLarge, NotConfigured, UnknownModel
from service.llm.fallback import FallbackModel
from service.llm.recording import RecordingModel, recording
from service.settings import Settings
from tests.fakes import ARTICLE, SHEET, ScriptedModel
from tests.faults.server import FaultServer, answer, completion


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **({"database_url": "sqlite://"} | given))


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ({}, "embedded"),
        ({"openai_api_key": "k"}, "gpt-5-mini"),
        ({"openai_api_key": "k", "model": "embedded"}, "embedded"),
        ({"openai_base_url": "http://127.0.0.1:1/v1", "model": "qwen"}, "qwen"),
        ({"model": "some/file.gguf"}, "some/file.gguf"),
    ],
)
def test_the_model_is_chosen_by_the_settings(given: dict[str, Any], chosen: str) -> None:
    assert chosen_model(settings(**given)) == chosen
    assert needs_embedded_model(settings(**given)) == (chosen == "embedded")


def test_a_base_url_without_a_model_name_is_told() -> None:
    with pytest.raises(NotConfigured, match="MODEL"):
        chosen_model(settings(openai_base_url="http://127.0.0.1:1/v1"))


async def test_with_neither_key_nor_model_file_one_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured) as told:
        async with open_services(settings(model_folder=tmp_path)):
            pass
    assert all(word in str(told.value) for word in ("dragoman model pull", "OPENAI_API_KEY", ".gguf", "recorded:"))


async def test_a_model_file_that_is_not_there_is_told() -> None:
    with pytest.raises(NotConfigured, match=r"none\.gguf"):
        async with open_services(settings(model="none.gguf")):
            pass


async def test_a_money_budget_without_prices_is_told() -> None:
    with pytest.raises(NotConfigured, match="PRICES"):
        async with open_services(settings(openai_api_key="k", usd_per_day=5.0)):
            pass


async def test_only_offered_models_can_be_named_by_a_request() -> None:
    async with open_services(settings(openai_api_key="k", offered_models=("gpt-5",))) as services:
        assert list(services.readers) == ["gpt-5-mini", "gpt-5"]
        assert services.reader(None).model.name == "gpt-5-mini"
        assert services.reader("gpt-5").model.name == "gpt-5"
        with pytest.raises(UnknownModel, match="`gpt-5-mini`, `gpt-5`, not `gpt-4`"):
            services.reader("gpt-4")


async def test_a_small_model_is_asked_sentence_by_sentence_and_a_strong_one_about_the_article(tmp_path: Path) -> None:
    file = tmp_path / "small.gguf"
    file.write_bytes(b"GGUF" + bytes(100))
    async with open_services(settings(model=str(file), openai_api_key="k", offered_models=("gpt-5",))) as services:
        ways = {name: type(reader.profile.way) for name, reader in services.readers.items()}
    assert ways == {"small": SentencewiseWay, "gpt-5": ArticlewiseWay}


@pytest.mark.parametrize(
    ("setting", "name"), [("gpt-5", "gpt-5"), ("/home/ann/models/small.gguf", "small"), ("recorded:/home/ann/x", "recorded")]
)
def test_callers_see_no_path_of_the_machine(setting: str, name: str) -> None:
    assert public_name(setting) == name


async def test_an_article_goes_the_whole_way_to_an_endpoint_and_its_reply_is_paid_for_once(tmp_path: Path) -> None:
    request = ExtractionRequest(text=ARTICLE)
    url = f"sqlite:///{tmp_path}/store.sqlite3"
    async with FaultServer(answer(completion(SHEET))) as server:
        given = settings(openai_base_url=server.base_url, model="m", database_url=url)
        bodies = []
        for _ in range(2):
            async with open_services(given) as services:
                deadline = within(30, SystemClock())
                bodies.append(await services.extract(request, deadline=deadline))
        assert len(server.calls) == 1
    assert [body.cached for body in bodies] == [False, True]


async def test_the_next_model_answers_when_the_first_is_gone() -> None:
    async with FaultServer(
        answer({"error": {"message": "no such model", "code": "model_not_found"}}, 404), answer(completion(SHEET))
    ) as server:
        given = settings(openai_base_url=server.base_url, model="first", fallback_models=("second",))
        async with open_services(given) as services:
            made = await services.extract(ExtractionRequest(text=ARTICLE), deadline=within(30, SystemClock()))
    assert b'"complete":true' in made.body
    assert len(server.calls) == 2


async def test_a_fallbacks_reply_is_kept_under_its_own_name_and_the_first_model_is_asked_again(tmp_path: Path) -> None:
    missing = answer({"error": {"message": "no such model", "code": "model_not_found"}}, 404)
    sheet = answer(completion(SHEET))
    async with FaultServer(missing, sheet, missing, sheet) as server:
        given = settings(
            openai_base_url=server.base_url,
            model="first",
            fallback_models=("second",),
            database_url=f"sqlite:///{tmp_path}/store.sqlite3",
        )
        made = []
        for _ in range(2):
            async with open_services(given) as services:
                made.append(await services.extract(ExtractionRequest(text=ARTICLE), deadline=within(30, SystemClock())))
    assert [call["model"] for call in server.calls] == ["first", "second", "first"]
    assert all(b'"model":"second"' in answer.body for answer in made)
    assert [answer.cached for answer in made] == [False, False]


async def test_readers_share_a_model_that_several_name() -> None:
    given = settings(openai_api_key="k", model="a", fallback_models=("b",), offered_models=("b", "c"))
    async with open_services(given) as services:
        first = services.reader("a").model
        assert isinstance(first, FallbackModel)
        assert first._models[1] is services.reader("b").model


async def test_articles_of_more_sentences_than_the_setting_are_refused() -> None:
    async with FaultServer(answer(completion(SHEET))) as server:
        given = settings(openai_base_url=server.base_url, model="m", max_sentences=1)
        async with open_services(given) as services:
            with pytest.raises(BodyTooLarge):
                await services.extract(ExtractionRequest(text=ARTICLE), deadline=within(30, SystemClock()))
    assert server.calls == []


@pytest.mark.parametrize(
    ("prompts", "way"),
    [
        (("sentencewise/v1",), SentencewiseWay),
        (("extract/v1",), ArticlewiseWay),
        (("extract/v1", "sentencewise/v1"), ArticlewiseWay),
        ((), ArticlewiseWay),
    ],
)
async def test_recordings_are_asked_in_the_way_they_were_made(tmp_path: Path, prompts: tuple[str, ...], way: type) -> None:
    for prompt in prompts:
        model = RecordingModel(ScriptedModel(SHEET), tmp_path, prompt=prompt)
        with recording(ExtractionRequest(text=ARTICLE), prompt.partition("/")[0]):
            await model.ask(ChatRequest((Message("user", prompt),), {}), deadline=within(30, SystemClock()))
    async with open_services(settings(model=f"recorded:{tmp_path}")) as services:
        assert isinstance(services.reader(None).profile.way, way)
