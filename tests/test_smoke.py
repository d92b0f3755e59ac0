"""The whole service with the real embedded model, on three sentences: offsets hold, and something is found."""

import os
from pathlib import Path

import pytest

from schemas.extraction import Extraction, ExtractionRequest
from service.bootstrap import open_services
from service.clock import within
from service.llm.model_file import DEFAULT_MODEL, model_path
from service.settings import Settings

FILE = Path(os.environ.get("DRAGOMAN_MODEL_FILE") or model_path(DEFAULT_MODEL, Settings().model_folder))
ARTICLE = (
    "date 2025-05-15\n\n"
    "Turkish President Recep Tayyip Erdogan met Ukrainian President Volodymyr Zelenskyy in Ankara on Thursday. "
    "Russia sent a delegation headed by Vladimir Medinsky to Istanbul. "
    "🕊 France condemned the Russian strikes on Kyiv.\n"
)


@pytest.mark.embedded
@pytest.mark.skipif(not FILE.is_file(), reason="no model file; fetch it with `dragoman model pull`")
async def test_the_embedded_model_finds_grounded_records_in_three_sentences() -> None:
    settings = Settings(_env_file=None, model=str(FILE), database_url="sqlite://", deadline_seconds=600)
    async with open_services(settings) as services:
        deadline = within(settings.deadline_seconds, services.clock)
        answer = await services.extract(ExtractionRequest(text=ARTICLE), deadline=deadline)
    extraction = Extraction.model_validate_json(answer.body)
    assert extraction.complete
    assert extraction.events
    evidence = [one for event in extraction.events for one in event.evidence]
    evidence += [one for delegation in extraction.delegations for one in delegation.evidence]
    evidence += [one for stance in extraction.stances for one in stance.evidence]
    for one in evidence:
        assert ARTICLE[one.start : one.end] == one.quote
    for mention in (one for actor in extraction.actors for one in actor.mentions):
        assert ARTICLE[mention.start : mention.end]
