"""The OpenAPI document: stable ids, true examples."""

from typing import Any

import pytest

from schemas.extraction import Extraction, ExtractionRequest
from service.settings import Settings
from service.web.app import create_app


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return create_app(Settings(_env_file=None)).openapi()


def test_operation_ids_are_what_generated_clients_rely_on(document: dict[str, Any]) -> None:
    ids = {operation["operationId"] for item in document["paths"].values() for operation in item.values()}
    assert ids == {"create_extraction", "get_extraction", "delete_extraction", "health", "readiness", "metrics"}


def test_the_examples_are_valid_and_the_evidence_of_the_answer_stands_in_the_request(document: dict[str, Any]) -> None:
    post = document["paths"]["/v1/extractions"]["post"]
    request = ExtractionRequest.model_validate(post["requestBody"]["content"]["application/json"]["example"])
    answer = Extraction.model_validate(post["responses"]["200"]["content"]["application/json"]["example"])
    evidence = [one for event in answer.events for one in event.evidence]
    assert request.text is not None
    assert [request.text[one.start : one.end] for one in evidence] == [one.quote for one in evidence] != []


def test_every_body_of_every_answer_has_a_schema_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            found = [node["$ref"]] if "$ref" in node else []
            return found + [one for value in node.values() for one in references(value)]
        return [one for value in node for one in references(value)] if isinstance(node, list) else []

    names = {reference.removeprefix("#/components/schemas/") for reference in references(document)}
    assert names <= set(document["components"]["schemas"])
    for item in document["paths"].values():
        for operation in item.values():
            for answer in operation["responses"].values():
                assert all("schema" in content for content in answer.get("content", {}).values())


def test_every_error_answer_is_a_problem(document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                if status >= "400" and path.startswith("/v1"):
                    assert list(answer["content"]) == ["application/problem+json"]
