"""What an endpoint says is wrong → the error that this service raises for it.

One reading for all three ways in which endpoints say it: an HTTP status, an `error` object inside a 200, an error event in a
stream. Sources: the error pages of the OpenAI and Azure documentation, the messages of llama.cpp and vLLM, and what compatible
gateways send.
"""

import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from service.errors import (
    ContextTooLong,
    ModelAnsweredBadly,
    ModelError,
    ModelMisconfigured,
    ModelQuotaExhausted,
    ModelRateLimited,
    ModelRefused,
    ModelUnavailable,
    ReplyLost,
)

_LONGEST_MESSAGE = 300
_KEY = re.compile(r"\b(sk|key|Bearer)[-_ ][\w*.-]{6,}")

_CONTEXT = re.compile(
    r"context_length|exceed_context|maximum context|context (window|size|length)"
    r"|prompt is too long|input is too long|too many (input )?tokens",
    re.IGNORECASE,
)
_QUOTA = re.compile(
    r"insufficient_quota|insufficient_balance|credit_balance|spend_limit|usage_limit|billing_hard_limit", re.IGNORECASE
)
_FILTER = re.compile(
    r"content_filter|content management policy|ResponsibleAIPolicy|content_policy|moderation|flagged", re.IGNORECASE
)
_RATE = re.compile(r"rate_limit|slow_down|too_many_requests", re.IGNORECASE)
_KEYED = re.compile(r"invalid_api_key|authentication|permission", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What the endpoint said. `text` is all of it that is worth searching; `message` alone, scrubbed, is fit for people."""

    status: int | None
    message: str = ""
    code: str = ""
    type: str = ""
    param: str | None = None
    text: str = ""
    retry_after: float | None = None


def fault_of(body: Any, *, status: int | None, headers: Mapping[str, str] | None = None) -> Fault:  # noqa: ANN401 - any JSON
    """Read an error body: `{"error": {...}}`, `{"error": "..."}`, the error object itself, `{"detail": ...}`, or no JSON at all.

    `status` is that of the response; inside a 200 a numeric `code` takes its place. `retry_after` is in seconds.
    """
    error = body.get("error") or body if isinstance(body, Mapping) else body
    wait = retry_after(headers or {})
    if not isinstance(error, Mapping):
        message = error if isinstance(error, str) and not error.lstrip().startswith("<") else ""
        return Fault(status, message=message, text=message, retry_after=wait)
    code, param, detail = error.get("code"), error.get("param"), error.get("detail")
    if status is None and isinstance(code, int) and 400 <= code < 600:  # noqa: PLR2004 - HTTP's error statuses
        status = code
    message = next((words for words in (error.get("message"), detail) if isinstance(words, str)), "")
    return Fault(
        status,
        message=message,
        code=str(code or ""),
        type=str(error.get("type") or ""),
        param=param if isinstance(param, str) else None,
        text=f"{message} {code} {error.get('type')} {_locations(detail)}",
        retry_after=wait,
    )


def _locations(detail: Any) -> str:  # noqa: ANN401 - any JSON
    """Where and what by FastAPI's way of saying it, without the `input` that it echoes."""
    if not isinstance(detail, list):
        return ""
    return " ".join(f"{item.get('loc')} {item.get('msg')} {item.get('type')}" for item in detail if isinstance(item, Mapping))


def scrubbed(fault: Fault, secret: str | None) -> Fault:
    """Return the fault with a message that may be shown and logged: endpoints echo keys, and some echo much more."""
    message = fault.message.encode("utf-8", "replace").decode()  # half a surrogate pair can be neither sent nor logged
    message = message.replace(secret, "…") if secret else message
    return replace(fault, message=_KEY.sub("…", message)[:_LONGEST_MESSAGE])


def error_of(fault: Fault, *, partial: str = "") -> ModelError:  # noqa: PLR0911 - a table, in the order of precedence
    """Return the error to raise. `partial` is the text that had come before."""
    status, told = fault.status, _told(fault)
    kind = f"{fault.code} {fault.type}"
    if status == HTTPStatus.PAYMENT_REQUIRED or _QUOTA.search(kind):
        return ModelQuotaExhausted(f"The endpoint's account has no quota left{told}")
    if _FILTER.search(kind) or (status in {400, 403} and _FILTER.search(fault.message)):
        return ModelRefused(f"The endpoint's content filter declined the article{told}")
    if (
        status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        or _CONTEXT.search(kind)
        or (status in {400, 422, 500} and _CONTEXT.search(fault.message))
    ):
        return ContextTooLong(f"The request is longer than the model reads{told}")
    if status == HTTPStatus.TOO_MANY_REQUESTS or _RATE.search(kind):
        return ModelRateLimited(f"The endpoint asks for patience{told}", retry_after=fault.retry_after)
    if status in {401, 403} or (status is None and _KEYED.search(kind)):
        return ModelMisconfigured("The endpoint does not take the key. Check the API key and what it may use.")
    if status in {404, 405}:
        return ModelMisconfigured(f"The endpoint has no such model or address. Check the model name and the base URL{told}")
    if status in {502, 504}:
        return ReplyLost(f"A gateway in front of the model failed{told}", retry_after=fault.retry_after, partial=partial)
    if status is None or status in {408, 409, 425} or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ModelUnavailable(f"The endpoint failed{told}", retry_after=fault.retry_after, partial=partial)
    return ModelAnsweredBadly(f"The endpoint does not take the request{told}")


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Return the seconds to wait by `Retry-After-Ms` or `Retry-After` (seconds or an HTTP date, RFC 9110 10.2.3).

    None when there is no such header, when it lies in the past, and when it is nonsense.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) * unit
        except ValueError:
            seconds = _until(value, time.time() if now is None else now)
        if math.isfinite(seconds) and seconds > 0:
            return seconds
    return None


def _until(date: str, now: float) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - now
    except (ValueError, OverflowError):
        return 0.0


def _told(fault: Fault) -> str:
    status = f" (HTTP {fault.status})" if fault.status else ""
    return f"{status}: {fault.message}" if fault.message else f"{status}."
