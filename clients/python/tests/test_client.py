"""Both clients against the stand-in, and against answers that only a broken network gives."""

from datetime import date
from pathlib import Path

import httpx
import pytest

from dragoman_client import (
    Done,
    Event,
    Found,
    IdempotencyConflict,
    ModelFailed,
    NotFound,
    Progress,
    RecordingMissing,
    Retries,
    ServiceFailed,
    TooMuch,
    Unavailable,
    UnexpectedAnswer,
    Unreachable,
)
from dragoman_client.recorded import RecordedService
from either import SWIFT, Either

CASE = "herring-delegation"


def test_article_comes_back_as_typed_records(either: Either, dragoman: RecordedService) -> None:
    found = either.extract(dragoman.url, dragoman.article(CASE))
    assert found == dragoman.extraction(CASE)
    assert found.names(found.events[0].actors) == ("Norway", "Iceland")
    assert found.delegations[0].evidence[0].quote in dragoman.article(CASE)


def test_options_are_sent_as_json(either: Either, dragoman: RecordedService) -> None:
    either.extract(dragoman.url, dragoman.article(CASE), published=date(2026, 3, 2), include=("stances", "text"), source="Wire")
    assert dragoman.requests[0].options == {"published": "2026-03-02", "include": ["stances", "text"], "source": "Wire"}


def test_headers_carry_freshness_and_the_quoted_key(either: Either, dragoman: RecordedService) -> None:
    either.settings["api_key"] = "secret"
    either.extract(dragoman.url, dragoman.article(CASE), fresh=True, idempotency_key='a"b')
    sent = dragoman.requests[0].headers
    assert (sent["cache-control"], sent["idempotency-key"], sent["authorization"]) == ("no-cache", r'"a\"b"', "Bearer secret")


def test_file_is_sent_byte_for_byte_and_html_is_told_by_its_ending(
    either: Either, dragoman: RecordedService, dragoman_recordings: Path
) -> None:
    found = either.extract(dragoman.url, file=dragoman_recordings / "herring-deal/article.html")
    assert found.article.text is not None
    assert [found.article.text[one.start : one.end] for one in found.events[0].evidence] == [found.events[0].evidence[0].quote]


def test_article_is_given_in_exactly_one_way(either: Either) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        either.extract("http://localhost", "text", html="<p>html")
    with pytest.raises(ValueError, match="exactly one"):
        either.extract("http://localhost")


def test_kept_extraction_is_found_until_it_is_deleted(either: Either, dragoman: RecordedService) -> None:
    kept = dragoman.extraction(CASE)
    assert either.get(dragoman.url, kept.id) == kept
    either.delete(dragoman.url, kept.id)
    with pytest.raises(NotFound) as caught:
        either.get(dragoman.url, kept.id)
    assert kept.id in caught.value.detail


def test_stream_tells_progress_then_records_then_the_whole(either: Either, dragoman: RecordedService) -> None:
    updates = either.stream(dragoman.url, dragoman.article(CASE))
    whole = dragoman.extraction(CASE)
    assert updates[0] == Progress(0, 1)
    assert [update.record for update in updates if isinstance(update, Found)] == list(whole.records)
    assert updates[-1] == Done(whole)


def test_busy_service_is_asked_again_after_the_time_it_names(either: Either, dragoman: RecordedService) -> None:
    dragoman.fail_next(429, retry_after=0)
    dragoman.fail_next(503, retry_after=0)
    assert either.extract(dragoman.url, dragoman.article(CASE)).complete
    assert len(dragoman.requests) == 3


def test_key_in_use_is_asked_again(either: Either, dragoman: RecordedService) -> None:
    dragoman.fail_next(409, retry_after=0)
    assert either.extract(dragoman.url, dragoman.article(CASE), idempotency_key="k").complete


def test_attempts_are_bounded(either: Either, dragoman: RecordedService) -> None:
    dragoman.fail_next(503, times=9)
    with pytest.raises(Unavailable):
        either.extract(dragoman.url, dragoman.article(CASE))
    assert len(dragoman.requests) == SWIFT.attempts


def test_a_wait_beyond_the_time_allowed_is_not_begun(either: Either, dragoman: RecordedService) -> None:
    dragoman.fail_next(429, retry_after=3600, name="budget-exhausted")
    with pytest.raises(TooMuch) as caught:
        either.extract(dragoman.url, dragoman.article(CASE))
    assert (caught.value.retry_after, len(dragoman.requests)) == (3600, 1)


@pytest.mark.parametrize(
    ("status", "name", "error"),
    [
        (503, "model-quota-exhausted", ModelFailed),
        (502, None, ModelFailed),
        (500, None, ServiceFailed),
        (409, "idempotency-mismatch", IdempotencyConflict),
    ],
)
def test_what_patience_does_not_mend_is_asked_once(
    either: Either, dragoman: RecordedService, status: int, name: str | None, error: type[Exception]
) -> None:
    dragoman.fail_next(status, name=name)
    with pytest.raises(error):
        either.extract(dragoman.url, dragoman.article(CASE))
    assert len(dragoman.requests) == 1


def test_lost_connection_is_tried_again(either: Either, dragoman: RecordedService) -> None:
    dragoman.cut_next()
    assert either.extract(dragoman.url, dragoman.article(CASE)).complete


def test_stream_is_tried_again_while_nothing_has_come(either: Either, dragoman: RecordedService) -> None:
    dragoman.fail_next(503, retry_after=0)
    dragoman.cut_next()
    assert isinstance(either.stream(dragoman.url, dragoman.article(CASE))[-1], Done)


def test_unknown_article_names_what_is_recorded(either: Either, dragoman: RecordedService) -> None:
    with pytest.raises(RecordingMissing, match=CASE):
        either.extract(dragoman.url, "Another article.")


def test_nobody_listening_is_unreachable(either: Either) -> None:
    either.settings["retries"] = Retries(attempts=1)
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:9"):
        either.extract("http://127.0.0.1:9", "An article.")


def _played(either: Either, status: int, content: bytes) -> None:
    either.settings |= {
        "transport": httpx.MockTransport(lambda _: httpx.Response(status, content=content)),
        "retries": Retries(attempts=1),
    }


def test_success_that_is_no_extraction_is_told(either: Either) -> None:
    _played(either, 200, b'{"id": "ext_1"}')
    with pytest.raises(UnexpectedAnswer, match="no extraction"):
        either.extract("http://localhost", "An article.")


def test_refusal_by_something_else_is_told_with_its_status(either: Either) -> None:
    _played(either, 503, b"<h1>Bad gateway</h1>")
    with pytest.raises(UnexpectedAnswer) as caught:
        either.extract("http://localhost", "An article.")
    assert (caught.value.status, caught.value.retryable) == (503, True)


def test_stream_that_ends_early_is_no_answer(either: Either) -> None:
    _played(either, 200, b'event: progress\ndata: {"done":0,"calls":1}\n\n')
    with pytest.raises(Unreachable, match="ended before"):
        either.stream("http://localhost", "An article.")


def test_problem_in_a_stream_is_raised_as_one(either: Either) -> None:
    _played(either, 200, b'event: problem\ndata: {"type":"/problems/model-refused","title":"t","status":422,"detail":"no"}\n\n')
    with pytest.raises(ModelFailed, match="no"):
        either.stream("http://localhost", "An article.")


def test_stream_of_something_else_is_told(either: Either) -> None:
    _played(either, 200, b"event: progress\ndata: {}\n\n")
    with pytest.raises(UnexpectedAnswer):
        either.stream("http://localhost", "An article.")


def test_stream_may_be_left_early(dragoman: RecordedService) -> None:
    with dragoman.client() as client:
        first = next(update for update in client.stream(dragoman.article(CASE)) if isinstance(update, Found))
    assert isinstance(first.record, Event)
