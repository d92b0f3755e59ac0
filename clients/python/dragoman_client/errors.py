"""Every error this client raises on purpose.

    DragomanError
    ├── Unreachable               no answer: refused, reset, timed out
    ├── UnexpectedAnswer          an answer that is not this service's, say a proxy's
    └── Problem                   the service said what is wrong (RFC 9457)
        ├── BadRequest            the caller can mend it
        │   ├── EmptyArticle      no sentence in it
        │   ├── InvalidField      `errors` names each field
        │   └── TooLong           more bytes, sentences or tokens than are taken
        ├── NotAllowed            API key missing or wrong
        ├── NotFound              nothing under that id
        ├── IdempotencyConflict   the key is in use, or was used for another request
        ├── TooMuch               rate or budget (`retry_after`)
        ├── Unavailable           queue full, stopping, store or time (`retry_after`)
        ├── ModelFailed           the model is away or answered badly
        │   ├── ModelRefused      its policy declines this article
        │   └── RecordingMissing  recorded answers only, and none for this article
        └── ServiceFailed         the service's own mistake; report `instance`

`retryable` tells whether asking again may help. The client has then done so already, as often as its `Retries` allow.
"""

from email.utils import parsedate_to_datetime
from time import time
from typing import ClassVar, Final

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError


class DragomanError(Exception):
    """Base of the tree. `retryable` tells whether asking again may help; `retry_after` after how many seconds, if it was said."""

    retryable: bool = False
    retry_after: float | None = None


class Unreachable(DragomanError):
    """There was no answer, or only the beginning of one."""

    def __init__(self, message: str, *, retryable: bool) -> None:
        super().__init__(message)
        self.retryable = retryable


class UnexpectedAnswer(DragomanError):
    """An answer this client cannot read, with its HTTP `status`."""

    def __init__(self, message: str, *, status: int, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status, self.retry_after = status, retry_after
        self.retryable = status in _RETRYABLE_STATUSES


class FieldError(BaseModel):
    """One thing wrong with a request: a JSON Pointer or a parameter's name, and what is wrong with it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    pointer: str
    detail: str


class ProblemBody(BaseModel):
    """The body of `application/problem+json`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: tuple[FieldError, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the type: `empty-article`."""
        return self.type.rpartition("/")[2]


class Problem(DragomanError):
    """The service said what is wrong. `name` is stable and made for programs, `detail` is made for people."""

    permanent: ClassVar[frozenset[str]] = frozenset({"model-quota-exhausted", "model-misconfigured", "not-configured"})
    """Names of problems that the operator must mend, whatever their status."""

    def __init__(self, body: ProblemBody, *, retry_after: float | None = None) -> None:
        super().__init__(body.detail)
        self.body, self.retry_after = body, retry_after
        self.name, self.title, self.status, self.detail = body.name, body.title, body.status, body.detail
        self.instance, self.errors = body.instance, body.errors
        transient = body.status in _RETRYABLE_STATUSES or body.name == "idempotency-in-progress"
        self.retryable = transient and body.name not in self.permanent

    def __str__(self) -> str:
        return f"{self.status} {self.name}: {self.detail}"


class BadRequest(Problem):
    """The request cannot be served as it is."""


class EmptyArticle(BadRequest):
    """There is no sentence in the article."""


class InvalidField(BadRequest):
    """Fields have values that cannot be; `errors` names them."""


class TooLong(BadRequest):
    """The article has more bytes, sentences or tokens than are taken."""


class NotAllowed(Problem):
    """The API key is missing or wrong."""


class NotFound(Problem):
    """There is nothing under that id."""


class IdempotencyConflict(Problem):
    """The idempotency key is in use just now, or was used for another request."""


class TooMuch(Problem):
    """A rate or a budget is used up."""


class Unavailable(Problem):
    """The service cannot take or finish the request just now."""


class ModelFailed(Problem):
    """The model behind the service is away, or its answer is none."""


class ModelRefused(ModelFailed):
    """The model declined to read this article. Not the same as "nothing found"."""


class RecordingMissing(ModelFailed):
    """Only recorded answers are served, and none for this article."""


class ServiceFailed(Problem):
    """Something went wrong in the service that nobody foresaw; report `instance`."""


_RETRYABLE_STATUSES: Final = frozenset({429, 503})
BY_NAME: Final[dict[str, type[Problem]]] = {
    "bad-input": BadRequest,
    "malformed-body": BadRequest,
    "unsupported-media-type": BadRequest,
    "not-acceptable": BadRequest,
    "method-not-allowed": BadRequest,
    "unknown-model": InvalidField,
    "invalid-field": InvalidField,
    "empty-article": EmptyArticle,
    "body-too-large": TooLong,
    "context-too-long": TooLong,
    "key-missing": NotAllowed,
    "key-wrong": NotAllowed,
    "not-found": NotFound,
    "no-such-page": NotFound,
    "idempotency-in-progress": IdempotencyConflict,
    "idempotency-mismatch": IdempotencyConflict,
    "too-much": TooMuch,
    "rate-exceeded": TooMuch,
    "budget-exhausted": TooMuch,
    "unavailable": Unavailable,
    "overloaded": Unavailable,
    "store-unavailable": Unavailable,
    "not-configured": Unavailable,
    "deadline-exceeded": Unavailable,
    "model-failed": ModelFailed,
    "model-unavailable": ModelFailed,
    "reply-lost": ModelFailed,
    "circuit-open": ModelFailed,
    "model-rate-limited": ModelFailed,
    "model-quota-exhausted": ModelFailed,
    "model-misconfigured": ModelFailed,
    "model-answered-badly": ModelFailed,
    "model-refused": ModelRefused,
    "recording-missing": RecordingMissing,
    "internal": ServiceFailed,
}
_BY_STATUS: Final[dict[int, type[Problem]]] = {
    401: NotAllowed,
    403: NotAllowed,
    404: NotFound,
    409: IdempotencyConflict,
    413: TooLong,
    429: TooMuch,
    502: ModelFailed,
    503: Unavailable,
    504: Unavailable,
}


def problem_of(body: ProblemBody, *, retry_after: float | None = None) -> Problem:
    """Return the error for a problem body: by its name, by its status for a name not known here."""
    cls = BY_NAME.get(body.name) or _BY_STATUS.get(body.status) or (BadRequest if body.status < 500 else ServiceFailed)  # noqa: PLR2004
    return cls(body, retry_after=retry_after)


def error_of(response: httpx.Response) -> DragomanError:
    """Return the error for a response, already read, that is no success."""
    retry_after = read_retry_after(response.headers.get("retry-after"))
    try:
        return problem_of(ProblemBody.model_validate_json(response.content), retry_after=retry_after)
    except ValidationError:
        what = f"{response.url} answered {response.status_code} {response.reason_phrase}, but no problem this client knows"
        return UnexpectedAnswer(what, status=response.status_code, retry_after=retry_after)


def unreachable(error: httpx.RequestError, where: httpx.URL) -> Unreachable:
    """Return httpx's error as one of ours. Asking again is safe: the service keeps what was answered."""
    again = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ReadError | httpx.RemoteProtocolError)
    return Unreachable(f"{where} does not answer: {error or type(error).__name__}", retryable=again)


def read_retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header names, as a number or as a date; None when it cannot be read."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except ValueError:
        return None
