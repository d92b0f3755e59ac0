"""The recorded articles, whole: each is posted to the service, and the extraction that was reviewed comes back."""

import json

import pytest

from service.llm.recorded import RecordedModel
from service.llm.recordings import find_cases, problems
from tests.whole.recorded_cases import EXPECTED, RECORDINGS, extraction_of

CASES = sorted(str(reviewed.parent.relative_to(RECORDINGS)) for reviewed in RECORDINGS.rglob(EXPECTED))


@pytest.mark.parametrize("case", CASES)
async def test_a_recorded_article_gives_the_reviewed_extraction(case: str) -> None:
    expected = json.loads((RECORDINGS / case / EXPECTED).read_bytes())
    assert await extraction_of(RECORDINGS / case) == expected


@pytest.mark.parametrize("case", CASES)
def test_evidence_is_what_stands_at_its_offsets(case: str) -> None:
    told = json.loads((RECORDINGS / case / EXPECTED).read_bytes())
    text = told["article"]["text"]
    for record in (*told["events"], *told["delegations"], *told["stances"]):
        assert record["evidence"]
        for evidence in record["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_both_kinds_of_model_and_six_other_languages_are_recorded() -> None:
    by_model = {case.folder.relative_to(RECORDINGS).parts[-1] == "embedded" for case in find_cases(RECORDINGS)}
    assert by_model == {True, False}
    assert {"es", "fr", "de", "ar", "ru", "zh"} <= set(CASES)


def test_every_recording_but_the_long_one_is_reviewed() -> None:
    recorded = {str(case.folder.relative_to(RECORDINGS)) for case in find_cases(RECORDINGS)}
    assert recorded - {"long"} == set(CASES)


def test_every_recording_is_read_and_none_twice() -> None:
    assert problems(RECORDINGS) == []
    assert RecordedModel(RECORDINGS).models()
