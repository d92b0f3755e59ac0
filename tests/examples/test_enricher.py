"""A service that calls ours."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from dragoman_client.recorded import RecordedService
from examples.enricher import app

CASE = "herring-delegation"


@pytest.fixture
def enricher(service: RecordedService) -> Iterator[TestClient]:
    del service
    with TestClient(app) as client:
        yield client


def test_article_comes_back_with_tags(enricher: TestClient, service: RecordedService) -> None:
    answer = enricher.put("/articles/7/tags", json={"revision": 2, "text": service.article(CASE)}).json()
    assert (answer["people"], answer["countries"], answer["whole"]) == (["Kari Solheim"], ["ISL", "NOR"], True)
    assert service.requests[0].headers["idempotency-key"] == '"7-2"'


def test_busy_service_is_waited_for(enricher: TestClient, service: RecordedService) -> None:
    service.fail_next(429, retry_after=0)
    service.fail_next(503, retry_after=0)
    assert enricher.put("/articles/7/tags", json={"revision": 1, "text": service.article(CASE)}).status_code == 200
    assert {asked.headers["idempotency-key"] for asked in service.requests} == {'"7-1"'}


def test_what_cannot_be_had_now_is_told_with_a_time(enricher: TestClient, service: RecordedService) -> None:
    service.fail_next(429, name="budget-exhausted", retry_after=3600)
    answer = enricher.put("/articles/7/tags", json={"revision": 1, "text": service.article(CASE)})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


def test_mistake_of_the_caller_is_passed_on(enricher: TestClient) -> None:
    assert enricher.put("/articles/7/tags", json={"revision": 1, "text": "  "}).status_code == 422
