"""What can go wrong at an endpoint, and what is promised then: one row a fault.

`fault` is the answer to every call. `error` is what the caller gets, None for a reply; `status` is the HTTP status of this
service's own answer; `calls` counts the calls of a model with four attempts; `waits` bounds each wait between them, in seconds;
`partial` is the text that is not lost with the error.
"""

import json
import time
from dataclasses import dataclass
from email.utils import formatdate

from service.errors import (
    ContextTooLong,
    DeadlineExceeded,
    DragomanError,
    ModelAnsweredBadly,
    ModelMisconfigured,
    ModelQuotaExhausted,
    ModelRateLimited,
    ModelRefused,
    ModelUnavailable,
    ReplyLost,
)
from tests.faults.server import COMPLETE, DONE, HANG, RESET, Answer, answer, chunk, completion, slower, stream

Wait = tuple[float, float]
BACKOFF: tuple[Wait, ...] = ((0.05, 1.0), (0.05, 2.0), (0.05, 4.0))


@dataclass(frozen=True, slots=True)
class Scenario:
    """One fault and the promise for it. `deadline` is in seconds: short where it is the point."""

    id: str
    fault: Answer
    error: type[DragomanError] | None
    status: int
    calls: int = 1
    waits: tuple[Wait, ...] = ()
    partial: str = ""
    streamed: bool = False
    deadline: float = 300.0
    text: str | None = None


def _refusal(status: int, message: str, code: str | None = None, kind: str = "invalid_request_error", **more: str) -> Answer:
    param = more.pop("param", None)
    return answer({"error": {"message": message, "type": kind, "param": param, "code": code}}, status, **more)


def _limited(message: str = "Too many requests.", code: str = "rate_limit_exceeded", **headers: str) -> Answer:
    return _refusal(429, message, code, "requests", **headers)


def _unpaid(code: str) -> Scenario:
    fault = _refusal(429, "There is no credit left.", code, "insufficient_quota")
    return Scenario(f"quota-{code}", fault, ModelQuotaExhausted, 503)


def _without_choices(choices: object) -> Answer:
    return answer({**completion(), "choices": choices})


_DATE_SECONDS = 30
_BEGUN = '{"events": [{"actor"'
_PIECES = (chunk('{"events": ['), chunk('{"actor"'))

RATES = (
    Scenario("rate-tpm", _limited(retry_after="25"), ModelRateLimited, 503, calls=4, waits=((25, 27.5),) * 3),
    Scenario("rate-no-header", _limited(), ModelRateLimited, 503, calls=4, waits=BACKOFF),
    Scenario("rate-retry-after-600", _limited(retry_after="600"), ModelRateLimited, 503),
    Scenario(
        "rate-retry-after-date",
        _limited(retry_after=formatdate(time.time() + _DATE_SECONDS, usegmt=True)),
        ModelRateLimited,
        503,
        calls=4,
        waits=((0.05, _DATE_SECONDS * 1.1),) * 3,
    ),
    Scenario("rate-retry-after-negative", _limited(retry_after="-5"), ModelRateLimited, 503, calls=4, waits=BACKOFF),
    Scenario("slow-down", _limited("Slow down.", "slow_down"), ModelRateLimited, 503, calls=4, waits=BACKOFF),
    Scenario("slow-down-503", _refusal(503, "Slow down.", "slow_down"), ModelRateLimited, 503, calls=4, waits=BACKOFF),
    _unpaid("credit_balance_exhausted"),
    _unpaid("organization_spend_limit_exceeded"),
    _unpaid("project_spend_limit_exceeded"),
    _unpaid("organization_usage_limit_exceeded"),
    Scenario("quota-old", _refusal(429, "Quota.", "insufficient_quota", "insufficient_quota"), ModelQuotaExhausted, 503),
)

STATUSES = (
    Scenario("e500", _refusal(500, "Sorry.", kind="server_error"), ModelUnavailable, 503, calls=4, waits=BACKOFF),
    Scenario(
        "e503",
        _refusal(503, "Overloaded.", "server_is_overloaded", "service_unavailable_error"),
        ModelUnavailable,
        503,
        calls=4,
        waits=BACKOFF,
    ),
    Scenario(
        "e502-html",
        Answer(502, {"content-type": "text/html"}, b"<html><h1>Bad Gateway</h1></html>"),
        ReplyLost,
        502,
        calls=4,
        waits=BACKOFF,
    ),
    Scenario("e401", _refusal(401, "Wrong key sk-secret-1234567890.", "invalid_api_key"), ModelMisconfigured, 503),
    Scenario("e404-model", _refusal(404, "No such model.", "model_not_found"), ModelMisconfigured, 503),
    Scenario("context-length", _refusal(400, "Too long.", "context_length_exceeded", param="messages"), ContextTooLong, 413),
    Scenario("content-policy-400", _refusal(400, "Filtered.", "content_filter", param="prompt"), ModelRefused, 422),
    Scenario("strange-400", _refusal(400, "The moon is wrong."), ModelAnsweredBadly, 502),
)

BODIES = (
    Scenario("null-choices", _without_choices(None), ModelAnsweredBadly, 502, calls=2, waits=BACKOFF[:1]),
    Scenario("empty-choices", _without_choices([]), ModelAnsweredBadly, 502, calls=2, waits=BACKOFF[:1]),
    Scenario("strange-choices", _without_choices(["a", 7]), ModelAnsweredBadly, 502, calls=2, waits=BACKOFF[:1]),
    Scenario("error-in-200", answer({"error": {"message": "boom", "code": 502}}), ReplyLost, 502, calls=4, waits=BACKOFF),
    Scenario("html-200", Answer(200, {"content-type": "text/html"}, b"<html>log in</html>"), ModelAnsweredBadly, 502),
    Scenario("bad-json-200", Answer(body=b'{"id": "x", "choices": ['), ModelAnsweredBadly, 502, calls=2, waits=BACKOFF[:1]),
    Scenario("deep-json-200", Answer(body=b"[" * 100_000), ModelAnsweredBadly, 502, calls=2, waits=BACKOFF[:1]),
    Scenario("list-200", answer([]), ModelAnsweredBadly, 502, calls=2, waits=BACKOFF[:1]),
    Scenario("text-plain-json", Answer(200, {"content-type": "text/plain"}, COMPLETE.body), None, 200, text='{"events": []}'),
    Scenario("length", answer(completion('{"events": [{', "length")), None, 200, text='{"events": [{'),
    Scenario("length-valid-json", answer(completion('{"events": []}', "length")), None, 200, text='{"events": []}'),
    Scenario("length-nothing", answer(completion("", "length")), ModelAnsweredBadly, 502),
    Scenario("content-filter", answer(completion("", "content_filter")), ModelRefused, 422),
    Scenario("refusal", answer(completion(None, refusal="No.")), ModelRefused, 422),
    Scenario("content-none", answer(completion(None)), ModelAnsweredBadly, 502, calls=2, waits=BACKOFF[:1]),
    Scenario("tool-calls-instead", answer(completion(None, "tool_calls", tool_calls=[{"id": "c"}])), ModelAnsweredBadly, 502),
    Scenario(
        "two-choices",
        _without_choices([{"index": 1, "message": {"content": "b"}}, {"index": 0, "message": {"content": "a"}}]),
        None,
        200,
        text="a",
    ),
    Scenario("no-usage", answer({**completion(), "usage": None}), None, 200, text='{"events": []}'),
    Scenario("huge-reply", answer(completion("a" * 20_000_000)), ModelAnsweredBadly, 502),
    Scenario("huge-error", answer({"error": {"message": "a" * 20_000_000}}, 500), ModelAnsweredBadly, 502),
)

SOCKETS = (
    Scenario("cut-body", Answer(body=b'{"id": "x",', ending="cut"), ReplyLost, 502, calls=4, waits=BACKOFF),
    Scenario("reset", RESET, ReplyLost, 502, calls=4, waits=BACKOFF),
    Scenario("trickle", slower(COMPLETE), DeadlineExceeded, 504, deadline=1.0),
    Scenario("hang", HANG, DeadlineExceeded, 504, deadline=1.0),
)

STREAMS = (
    Scenario("sse-cut", stream(*_PIECES, ending="cut"), ReplyLost, 502, calls=4, waits=BACKOFF, partial=_BEGUN, streamed=True),
    Scenario("sse-clean-end", stream(*_PIECES), ReplyLost, 502, calls=4, waits=BACKOFF, partial=_BEGUN, streamed=True),
    Scenario("sse-done-too-early", stream(*_PIECES, DONE), ReplyLost, 502, calls=4, waits=BACKOFF, partial=_BEGUN, streamed=True),
    Scenario("sse-stall", stream(*_PIECES, ending="stall"), DeadlineExceeded, 504, partial=_BEGUN, streamed=True, deadline=1.0),
    Scenario(
        "sse-bad-chunk", stream(*_PIECES, "{bad json"), ReplyLost, 502, calls=4, waits=BACKOFF, partial=_BEGUN, streamed=True
    ),
    Scenario("sse-deep", stream(*_PIECES, "[" * 100_000), ReplyLost, 502, calls=4, waits=BACKOFF, partial=_BEGUN, streamed=True),
    Scenario("sse-number", stream(*_PIECES, "7"), ReplyLost, 502, calls=4, waits=BACKOFF, partial=_BEGUN, streamed=True),
    Scenario(
        "sse-error-event",
        stream(*_PIECES, json.dumps({"error": {"message": "Full.", "code": "server_is_overloaded"}})),
        ModelUnavailable,
        503,
        calls=4,
        waits=BACKOFF,
        partial=_BEGUN,
        streamed=True,
    ),
    Scenario("sse-refusal", stream(chunk(refusal="No."), chunk(finish_reason="stop"), DONE), ModelRefused, 422, streamed=True),
    Scenario("sse-length", stream(*_PIECES, chunk(finish_reason="length"), DONE), None, 200, streamed=True, text=_BEGUN),
    Scenario("sse-without-done", stream(*_PIECES, chunk(finish_reason="stop")), None, 200, streamed=True, text=_BEGUN),
    Scenario(
        "sse-hangs-after-done",
        stream(*_PIECES, chunk(finish_reason="stop"), DONE, ending="stall"),
        None,
        200,
        streamed=True,
        text=_BEGUN,
    ),
    Scenario("sse-not-streamed", COMPLETE, None, 200, streamed=True, text='{"events": []}'),
)

SCENARIOS = (*RATES, *STATUSES, *BODIES, *SOCKETS, *STREAMS)
