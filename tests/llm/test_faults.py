"""Reading what an endpoint says is wrong."""

from email.utils import formatdate

import pytest

from service.errors import (
    ContextTooLong,
    ModelAnsweredBadly,
    ModelError,
    ModelMisconfigured,
    ModelQuotaExhausted,
    ModelRateLimited,
    ModelRefused,
    ModelUnavailable,
)
from service.llm.faults import error_of, fault_of, retry_after, scrubbed

NOW = 1_700_000_000.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("42", 42.0),
        ("0.5", 0.5),
        (formatdate(NOW + 90, usegmt=True), 90.0),
        (formatdate(NOW - 90, usegmt=True), None),
        ("-5", None),
        ("0", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_date_and_nonsense_is_none(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, now=NOW) == seconds


def test_milliseconds_are_preferred_to_seconds() -> None:
    assert retry_after({"retry-after-ms": "1500", "retry-after": "2"}) == 1.5


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, {"error": {"code": 400, "type": "exceed_context_size_error", "message": "too big"}}, ContextTooLong),
        (400, {"error": {"message": "This model's maximum context length is 8192 tokens."}}, ContextTooLong),
        (413, "", ContextTooLong),
        (402, {"error": {"message": "Insufficient credits"}}, ModelQuotaExhausted),
        (403, {"error": {"message": "Your input was flagged by moderation", "code": 403}}, ModelRefused),
        (403, {"error": {"message": "Country not supported"}}, ModelMisconfigured),
        (404, {"error": "model 'q' not found, try pulling it first"}, ModelMisconfigured),
        (429, {"message": "slow"}, ModelRateLimited),
        (529, {"error": {"type": "overloaded_error", "message": "full"}}, ModelUnavailable),
        (422, {"detail": [{"loc": ["body", "x"], "msg": "bad", "input": "article"}]}, ModelAnsweredBadly),
        (None, {"error": {"type": "rate_limit_error"}}, ModelRateLimited),
        (None, {"error": {"type": "authentication_error"}}, ModelMisconfigured),
        (None, {"error": True}, ModelUnavailable),
    ],
)
def test_what_an_endpoint_says_decides_the_error(status: int | None, body: object, expected: type[ModelError]) -> None:
    assert type(error_of(fault_of(body, status=status))) is expected


def test_no_key_and_no_echoed_request_reaches_the_message() -> None:
    said = {"error": {"message": "Key tok.very-secret and sk-abcdefghijk, while reading " + "x" * 1000}}
    message = str(error_of(scrubbed(fault_of(said, status=500), "tok.very-secret")))
    assert "secret" not in message
    assert "sk-a" not in message
    assert len(message) < 400


def test_an_echo_of_the_request_is_not_searched() -> None:
    fault = fault_of({"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs", "input": "stream temperature"}]}, status=422)
    assert "seed" in fault.text
    assert "temperature" not in fault.text
