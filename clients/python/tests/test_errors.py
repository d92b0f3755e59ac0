"""From what a service says to the error a caller handles."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from dragoman_client import errors
from dragoman_client.errors import ProblemBody, problem_of, read_retry_after, unreachable


def _body(name: str, status: int) -> ProblemBody:
    return ProblemBody(type=f"/problems/{name}", title="t", status=status, detail="d")


def test_name_decides_before_status() -> None:
    assert type(problem_of(_body("empty-article", 422))) is errors.EmptyArticle


@pytest.mark.parametrize(
    ("status", "error"),
    [(429, errors.TooMuch), (404, errors.NotFound), (418, errors.BadRequest), (599, errors.ServiceFailed)],
)
def test_name_of_a_newer_service_is_told_by_its_status(status: int, error: type[errors.Problem]) -> None:
    assert type(problem_of(_body("brand-new", status))) is error


def test_problem_reads_as_status_name_and_detail() -> None:
    assert str(problem_of(_body("empty-article", 422))) == "422 empty-article: d"


def test_absolute_type_has_the_same_name() -> None:
    body = ProblemBody(type="https://example.org/problems/not-found", title="t", status=404, detail="d")
    assert body.name == "not-found"


def test_retry_after_is_read_as_seconds_and_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert read_retry_after("7") == 7
    assert 3500 < (read_retry_after(later) or 0) <= 3600
    assert read_retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert read_retry_after("soon") is None
    assert read_retry_after(None) is None


def test_timeout_while_reading_is_not_worth_another_try() -> None:
    url = httpx.URL("http://localhost")
    assert not unreachable(httpx.ReadTimeout("slow"), url).retryable
    assert unreachable(httpx.ConnectError("refused"), url).retryable
