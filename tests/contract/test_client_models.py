"""The client's own models and errors are in step with the service's."""

from typing import Any, get_args

import pytest
from pydantic import BaseModel

import dragoman_client.asking
import schemas.extraction
import schemas.problem
from dragoman_client import errors, models
from service.web.problem_kinds import all_kinds

OPEN = {("Rejected", "kind"), ("Rejected", "reason"), ("Warning", "code")}
"""Fields whose words may grow without a new client; there they are plain strings."""
KEPT = ("type", "enum", "anyOf", "items", "$ref", "const", "additionalProperties", "prefixItems")


def _shapes(model: type[BaseModel]) -> dict[str, Any]:
    """Return each model's fields, required or not, as their bare types."""
    document = model.model_json_schema(by_alias=True)
    models_of = document.pop("$defs") | {document["title"]: document}
    return {
        name: {
            "required": set(shape.get("required", ())),
            "fields": {
                field: "open" if (name, field) in OPEN else _bare(one, models_of) for field, one in shape["properties"].items()
            },
        }
        for name, shape in models_of.items()
        if "properties" in shape
    }


def _bare(schema: Any, models_of: dict[str, Any]) -> Any:
    """Return what of a schema is type: neither words for people nor bounds."""
    if isinstance(schema, list):
        return [_bare(one, models_of) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _bare(value, models_of) for key, value in schema.items() if key in KEPT and value is not False}


@pytest.mark.parametrize(
    ("theirs", "ours"), [(models.Extraction, schemas.extraction.Extraction), (errors.ProblemBody, schemas.problem.Problem)]
)
def test_client_reads_exactly_what_the_service_writes(theirs: type[BaseModel], ours: type[BaseModel]) -> None:
    their_shapes, our_shapes = _shapes(theirs), _shapes(ours)
    if ours is schemas.problem.Problem:
        their_shapes["Problem"] = their_shapes.pop("ProblemBody")
    assert their_shapes == our_shapes


def test_client_knows_every_option() -> None:
    assert set(dragoman_client.asking.Options.__annotations__) == set(schemas.extraction.ExtractionOptions.model_fields)
    assert get_args(dragoman_client.asking.Include) == get_args(schemas.extraction.Include)


def test_client_has_an_error_for_every_problem_and_for_no_other() -> None:
    assert set(errors.BY_NAME) == set(all_kinds())


def test_status_of_every_problem_agrees_with_the_retries() -> None:
    """What the service marks as worth another try, and only that, is tried again."""
    permanent = {name for name, kind in all_kinds().items() if "operator must" in kind.advice}
    assert permanent == set(errors.Problem.permanent)
