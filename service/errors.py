"""Every error this service raises on purpose.

    DragomanError
    ├── BadInput                  the caller can mend it
    │   ├── MalformedBody         not JSON, NaN, lone surrogates, NUL
    │   ├── EmptyArticle          no sentence in it
    │   ├── BodyTooLarge          more bytes or sentences than allowed
    │   ├── UnknownModel          `model` names none this service offers
    │   └── InvalidField          a field with a value that cannot be
    ├── NotFound                  no such extraction (or batch)
    ├── NotAllowed                no API key where one is needed
    │   └── WrongKey              one that is not known
    ├── IdempotencyInProgress     same key, still running
    ├── IdempotencyMismatch       same key, another request
    ├── TooMuch                   ask again later (`retry_after`)
    │   ├── RateExceeded          requests or tokens per minute
    │   ├── BudgetExhausted       tokens or money per day
    │   └── Overloaded            queue full, or shutting down
    ├── DeadlineExceeded          the request's total time is used up
    ├── ModelError                the model side
    │   ├── ModelUnavailable      network, 5xx, refused connection; asking again may help (`retry_after`)
    │   │   ├── ReplyLost         it was asked, but the reply was cut or lost on the way (`partial`)
    │   │   └── CircuitOpen       it failed too often just now; not asked at all
    │   ├── ModelRateLimited      the endpoint's 429 that patience mends (`retry_after`)
    │   ├── ModelQuotaExhausted   the endpoint's 429 that only money mends
    │   ├── ModelMisconfigured    key, address, model name: the operator must mend it
    │   ├── ModelRefused          content filter or refusal
    │   ├── ModelAnsweredBadly    a reply that is none: no choices, no text, no JSON
    │   ├── ContextTooLong        more tokens than the model reads
    │   └── RecordingMissing      no recording of this request
    ├── StoreUnavailable          the database does not answer
    ├── NotConfigured             start-up: a setting is missing or wrong
    └── UnreadableGold            an evaluation folder or file with a mistake in it; never over HTTP

Adapters translate foreign errors into these at their border; `web/problems.py` gives each a status. An ungrounded record is data,
not an error.
"""


class DragomanError(Exception):
    """Base of the tree. `str(error)` is written for the person who must act on it."""


class BadInput(DragomanError):
    """The caller can mend it."""


class MalformedBody(BadInput):
    """The body cannot be read: not JSON, or JSON with NaN, lone surrogates or NUL."""


class EmptyArticle(BadInput):
    """There is no sentence in the article."""


class BodyTooLarge(BadInput):
    """The body has more bytes, or the article more sentences, than this service takes."""


class UnknownModel(BadInput):
    """`model` names none that this service offers."""


class InvalidField(BadInput):
    """A field has a value that cannot be; `pointer` says which."""

    def __init__(self, message: str, *, pointer: str) -> None:
        super().__init__(message)
        self.pointer = pointer


class NotFound(DragomanError):
    """There is nothing under that id."""


class NotAllowed(DragomanError):
    """The API key is missing."""


class WrongKey(NotAllowed):
    """The API key is not one of those this service knows."""


class IdempotencyInProgress(DragomanError):
    """A request with the same Idempotency-Key is still running."""


class IdempotencyMismatch(DragomanError):
    """The Idempotency-Key was used with another request."""


class RetryableError(DragomanError):
    """Asking again after `retry_after` seconds may help; None when nobody knows."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooMuch(RetryableError):
    """More than what is taken now."""


class RateExceeded(TooMuch):
    """More requests or tokens a minute than the setting allows."""


class BudgetExhausted(TooMuch):
    """More tokens or money a day than the setting allows."""


class Overloaded(TooMuch):
    """The queue is full, or the service is shutting down."""


class DeadlineExceeded(DragomanError):
    """The request's total time is used up. `partial` is the text that had come by then."""

    def __init__(self, message: str, *, partial: str = "") -> None:
        super().__init__(message)
        self.partial = partial


class ModelError(DragomanError):
    """Something on the model's side."""


class ModelUnavailable(ModelError, RetryableError):
    """The endpoint cannot be reached or fails on its own. `partial` is the text that had come by then."""

    def __init__(self, message: str, *, retry_after: float | None = None, partial: str = "") -> None:
        super().__init__(message, retry_after=retry_after)
        self.partial = partial


class ReplyLost(ModelUnavailable):
    """The endpoint was asked, but its reply was cut, reset, or swallowed by a failing gateway."""


class CircuitOpen(ModelUnavailable):
    """The endpoint failed too often just now, so it is not asked."""


class ModelRateLimited(ModelError, RetryableError):
    """The endpoint asks for patience."""


class ModelQuotaExhausted(ModelError):
    """The endpoint's account is out of money or quota; asking again does not help."""


class ModelMisconfigured(ModelError):
    """Key, address or model name are wrong: the operator must mend it."""


class ModelRefused(ModelError):
    """The model or its content filter declined to answer. Not the same as "nothing found"."""


class ModelAnsweredBadly(ModelError):
    """The endpoint answered with something that is no reply. With `again`, asking once more may help."""

    def __init__(self, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.again = again


class ContextTooLong(ModelError):
    """The request has more tokens than the model reads."""


class RecordingMissing(ModelError):
    """No recording answers this request; the message shows the nearest one's difference."""


class StoreUnavailable(RetryableError):
    """The database does not answer."""


class NotConfigured(DragomanError):
    """Start-up: a setting is missing or wrong; the message says which and what to do."""


class UnreadableGold(DragomanError):
    """An evaluation folder has a mistake; the message says which file and field. Never over HTTP."""
