"""The client and its stand-in against the real thing."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from dragoman_client import Client, Done, EmptyArticle, Found, InvalidField, NotFound
from dragoman_client.recorded import Case, RecordedService, read_cases
from schemas.delegation import Delegation
from schemas.event import Event
from schemas.extraction import Extraction, ExtractionRequest
from schemas.stance import Stance
from service.bootstrap import open_services
from service.clock import within
from service.core.plover import modes
from service.settings import Settings
from tests.fakes import ARTICLE
from tests.recorded import record_article

RECORDINGS = Path(__file__).parents[2] / "clients/python/tests/recordings"


def test_client_reads_keeps_and_deletes(address: str) -> None:
    with Client(address) as client:
        found = client.extract(ARTICLE, published=date(2025, 5, 16), include=("events", "text"), fresh=True)
        assert (found.article.text, found.article.published) == (ARTICLE, "2025-05-16")
        assert client.get(found.id).events == found.events
        client.delete(found.id)
        with pytest.raises(NotFound):
            client.get(found.id)


def test_stream_ends_in_the_plain_answer(address: str) -> None:
    with Client(address) as client:
        updates = list(client.stream(ARTICLE, source="Stream", fresh=True))
        plain = client.extract(ARTICLE, source="Stream")
    assert isinstance(updates[-1], Done)
    assert updates[-1].extraction.records == plain.records
    assert len([update for update in updates if isinstance(update, Found)]) == len(plain.records)


def test_repeated_key_gives_the_same_answer(address: str) -> None:
    with Client(address) as client:
        first = client.extract(ARTICLE, title="Once", idempotency_key="once", fresh=True)
        assert client.extract(ARTICLE, title="Once", idempotency_key="once", fresh=True) == first


def test_problems_become_errors_with_their_fields(address: str) -> None:
    with Client(address) as client:
        with pytest.raises(EmptyArticle):
            client.extract(" ")
        with pytest.raises(InvalidField) as caught:
            client.extract(ARTICLE, published="soon")
    assert [one.pointer for one in caught.value.errors] == ["/published"]


async def test_recorded_case_is_served_by_the_stand_in(tmp_path: Path) -> None:
    replies, cases = tmp_path / "replies", tmp_path / "cases"
    await asyncio.to_thread(record_article, replies)
    settings = Settings(_env_file=None, model=f"recorded:{replies}", mode="record", record_to=cases, database_url="sqlite://")
    async with open_services(settings) as services:
        await services.extract(ExtractionRequest(text=ARTICLE), deadline=within(30, services.clock), fresh=True)
    [case] = read_cases(cases)
    with RecordedService(cases) as served:
        assert (served.article(case.name), served.names) == (ARTICLE, (case.name,))
        async with served.async_client() as client:
            assert [event.type for event in (await client.extract(ARTICLE)).events] == ["ACCUSE", "REJECT"]


@pytest.mark.parametrize("case", read_cases(RECORDINGS), ids=lambda case: case.name)
def test_recordings_of_the_clients_tests_are_what_the_service_could_have_said(case: Case) -> None:
    extraction = Extraction.model_validate_json(case.answer)
    text = extraction.article.text or case.article
    records: tuple[Event | Delegation | Stance, ...] = (*extraction.events, *extraction.delegations, *extraction.stances)
    for record in records:
        assert [text[one.start : one.end] for one in record.evidence] == [one.quote for one in record.evidence]
    assert all(event.mode is None or event.mode in modes(event.type) for event in extraction.events)
