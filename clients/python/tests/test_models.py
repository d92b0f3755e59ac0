"""Answers as values."""

import json

import pytest
from pydantic import ValidationError

from dragoman_client import Extraction


def test_answer_survives_reading_and_writing(extraction: Extraction) -> None:
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction


def test_values_are_frozen(extraction: Extraction) -> None:
    with pytest.raises(ValidationError):
        setattr(extraction.events[0], "type", "AID")  # noqa: B010 - the type checker refuses it already


def test_field_of_a_newer_service_is_ignored(extraction: Extraction) -> None:
    newer = json.loads(extraction.model_dump_json()) | {"mood": "calm"}
    assert Extraction.model_validate(newer) == extraction


def test_records_come_in_order_of_kind(extraction: Extraction) -> None:
    assert [record.id for record in extraction.records] == ["e1", "e2", "d1", "s1", "s2"]


def test_names_pass_over_the_absent_and_refuse_the_unknown(extraction: Extraction) -> None:
    assert extraction.names(["a2", None]) == ("Kari Solheim",)
    with pytest.raises(KeyError):
        extraction.actor("a9")
