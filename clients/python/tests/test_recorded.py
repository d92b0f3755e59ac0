"""The stand-in itself: what it reads, what it answers, what it remembers."""

from pathlib import Path

import httpx
import pytest

from dragoman_client import Extraction
from dragoman_client.recorded import RecordedService, read_cases

CASE = "herring-delegation"


def test_cases_are_named_by_their_folders(dragoman: RecordedService) -> None:
    assert dragoman.names == ("herring-accusation", "herring-deal", "herring-delegation")


def test_reviewed_answer_goes_before_the_recorded_one(tmp_path: Path, extraction: Extraction) -> None:
    (tmp_path / "article.txt").write_text("An article.")
    (tmp_path / "extraction.json").write_text(extraction.model_dump_json())
    (tmp_path / "expected.json").write_text(extraction.model_copy(update={"complete": False}).model_dump_json())
    assert not read_cases(tmp_path)[0].extraction.complete


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "no recorded extractions"),
        ({"a/extraction.json": "{}"}, "neither"),
        ({"a/article.txt": "A.", "a/extraction.json": "{}"}, "no extraction"),
    ],
)
def test_unusable_folder_says_what_is_wrong(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    with pytest.raises(ValueError, match=message):
        read_cases(tmp_path)


def test_text_body_is_the_article_and_the_query_its_options(dragoman: RecordedService) -> None:
    answer = httpx.post(
        f"{dragoman.url}/v1/extractions?include=stances,text",
        content=dragoman.article(CASE).encode(),
        headers={"content-type": "text/plain; charset=utf-8"},
    ).json()
    assert (answer["events"], len(answer["stances"])) == ([], 2)
    assert answer["article"]["text"] == dragoman.article(CASE)


def test_article_is_matched_exactly(dragoman: RecordedService) -> None:
    answer = httpx.post(f"{dragoman.url}/v1/extractions", json={"text": dragoman.article(CASE) + " "})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert CASE in answer.json()["detail"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"text": "  "}'])
def test_body_without_an_article_is_refused(dragoman: RecordedService, body: bytes) -> None:
    answer = httpx.post(f"{dragoman.url}/v1/extractions", content=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/empty-article")


def test_other_paths_are_not_there(dragoman: RecordedService) -> None:
    assert httpx.get(f"{dragoman.url}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{dragoman.url}/v1/extractions/ext_0").status_code == 404
    assert httpx.post(f"{dragoman.url}/v1/elsewhere", json={}).status_code == 404


def test_added_answer_is_served(dragoman: RecordedService, extraction: Extraction) -> None:
    dragoman.add("A short one.", extraction, name="short")
    with dragoman.client() as client:
        assert client.extract("A short one.") == extraction
    assert dragoman.article("short") == "A short one."


def test_deleted_answer_is_back_when_asked_for_again(dragoman: RecordedService) -> None:
    with dragoman.client() as client:
        client.delete(client.extract(dragoman.article(CASE)).id)
        assert client.get(client.extract(dragoman.article(CASE)).id) == dragoman.extraction(CASE)


def test_unknown_name_lists_the_known(dragoman: RecordedService) -> None:
    with pytest.raises(KeyError, match="herring-deal"):
        dragoman.article("nothing")


def test_without_recordings_there_is_nothing_to_name() -> None:
    with RecordedService() as empty, pytest.raises(KeyError, match="no recordings"):
        empty.article("anything")


def test_slow_answers_run_into_the_callers_timeout(dragoman: RecordedService) -> None:
    dragoman.slow(30)
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{dragoman.url}/v1/extractions", json={"text": "An article."}, timeout=0.05)
    assert [one.article for one in dragoman.requests] == ["An article."]


def test_fault_has_the_problem_and_header_the_service_gives(dragoman: RecordedService) -> None:
    dragoman.fail_next(429, retry_after=2.5, detail="enough")
    answer = httpx.get(dragoman.url)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    problem = answer.json()
    assert (problem["type"], problem["status"], problem["detail"]) == ("/problems/rate-exceeded", 429, "enough")
