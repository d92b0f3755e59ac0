"""One table: which HTTP status, problem type and title each error class has.

A `type` is a path on this service, `/problems/<name>`, which explains the error. docs/api.md lists the same table (tested).
"""

from dataclasses import dataclass

from schemas.problem import FieldError
from service import errors


@dataclass(frozen=True, slots=True)
class Kind:
    """How one sort of error is answered: HTTP status, last part of its type, title, and what the caller can do."""

    status: int
    name: str
    title: str
    advice: str

    @property
    def type(self) -> str:
        return f"/problems/{self.name}"


class InvalidFields(errors.BadInput):
    """Several fields have values that cannot be."""

    def __init__(self, fields: tuple[FieldError, ...]) -> None:
        super().__init__("; ".join(f"{field.pointer}: {field.detail}".removeprefix(": ") for field in fields))
        self.fields = fields


INTERNAL = Kind(500, "internal", "Internal error", "Report the `instance` id; the log has the rest under it.")

BY_CLASS: dict[type[errors.DragomanError], Kind] = {
    errors.DragomanError: INTERNAL,
    errors.BadInput: Kind(422, "bad-input", "The request cannot be served as it is", "Mend what `detail` names."),
    errors.MalformedBody: Kind(
        400,
        "malformed-body",
        "The body cannot be read",
        "Send JSON without NaN, lone surrogates, NUL or repeated names, less than 200 deep; text in the charset declared.",
    ),
    errors.EmptyArticle: Kind(422, "empty-article", "The article has no sentence", "Send the text of an article."),
    errors.BodyTooLarge: Kind(
        413, "body-too-large", "The article is too long", "Split it, or raise `max_body_bytes` or `max_sentences`."
    ),
    errors.UnknownModel: Kind(
        422, "unknown-model", "This service offers no such model", "Leave `model` out, or name one from `detail`."
    ),
    errors.InvalidField: Kind(
        422, "invalid-field", "A field has a value that cannot be", "`errors` names each field and what is wrong."
    ),
    InvalidFields: Kind(
        422, "invalid-field", "A field has a value that cannot be", "`errors` names each field and what is wrong."
    ),
    errors.NotFound: Kind(404, "not-found", "There is nothing under that id", "It was never made here, or has been deleted."),
    errors.NotAllowed: Kind(401, "key-missing", "An API key is needed", "Send `Authorization: Bearer <key>`."),
    errors.WrongKey: Kind(403, "key-wrong", "The API key is not known", "Check the key with the operator."),
    errors.IdempotencyInProgress: Kind(
        409,
        "idempotency-in-progress",
        "A request with this Idempotency-Key is still running",
        "Ask again after `Retry-After`.",
    ),
    errors.IdempotencyMismatch: Kind(
        422,
        "idempotency-mismatch",
        "This Idempotency-Key was used with another request",
        "Use a new key for a new request.",
    ),
    errors.RetryableError: Kind(503, "unavailable", "Not available just now", "Ask again after `Retry-After`."),
    errors.TooMuch: Kind(429, "too-much", "Too much was asked of this service", "Ask again after `Retry-After`."),
    errors.RateExceeded: Kind(429, "rate-exceeded", "The rate limit is reached", "Ask again after `Retry-After`."),
    errors.BudgetExhausted: Kind(
        429, "budget-exhausted", "Today's budget is used up", "Ask again after `Retry-After`, or raise the budget."
    ),
    errors.Overloaded: Kind(503, "overloaded", "The queue is full or the service is stopping", "Ask again after `Retry-After`."),
    errors.DeadlineExceeded: Kind(
        504,
        "deadline-exceeded",
        "The request's time is used up",
        "Ask again: what was answered is kept and not asked twice.",
    ),
    errors.ModelError: Kind(502, "model-failed", "The model failed", "Ask again later, or try another model."),
    errors.ModelUnavailable: Kind(503, "model-unavailable", "The model cannot be reached", "Ask again after `Retry-After`."),
    errors.ReplyLost: Kind(502, "reply-lost", "The model's reply was cut or lost on the way", "Ask again."),
    errors.CircuitOpen: Kind(
        503, "circuit-open", "The model failed too often just now and is left alone", "Ask again after `Retry-After`."
    ),
    errors.ModelRateLimited: Kind(
        503, "model-rate-limited", "The model's endpoint asks for patience", "Ask again after `Retry-After`."
    ),
    errors.ModelQuotaExhausted: Kind(
        503,
        "model-quota-exhausted",
        "The model's account has no quota left",
        "The operator must mend the account; asking again does not help.",
    ),
    errors.ModelMisconfigured: Kind(
        503,
        "model-misconfigured",
        "The model's key, address or name is wrong",
        "The operator must mend the settings; `dragoman doctor` helps.",
    ),
    errors.ModelRefused: Kind(
        422, "model-refused", "The model declined to answer", "Its content filter or policy decides; try another model."
    ),
    errors.ModelAnsweredBadly: Kind(
        502, "model-answered-badly", "The model's answer is none", "Ask again, or try another model."
    ),
    errors.ContextTooLong: Kind(
        413, "context-too-long", "The article is longer than the model reads", "Split it, or try another model."
    ),
    errors.RecordingMissing: Kind(
        502, "recording-missing", "No recording answers this request", "Record it; `detail` shows what differs."
    ),
    errors.StoreUnavailable: Kind(503, "store-unavailable", "The database does not answer", "Ask again after `Retry-After`."),
    errors.NotConfigured: Kind(
        503, "not-configured", "A setting is missing or wrong", "The operator must mend the settings; `dragoman doctor` helps."
    ),
}

BY_STATUS: dict[int, Kind] = {
    404: Kind(404, "no-such-page", "There is no such page", "/docs lists what there is."),
    405: Kind(405, "method-not-allowed", "This method is not allowed here", "`Allow` lists those that are."),
    406: Kind(406, "not-acceptable", "No such representation", "Accept `application/json` or `text/event-stream`."),
    413: Kind(413, "body-too-large", "The article is too long", "Split it, or raise `max_body_bytes` or `max_sentences`."),
    415: Kind(
        415,
        "unsupported-media-type",
        "This kind of body is not read here",
        "Send `application/json`, `text/plain` or `text/html`, not compressed.",
    ),
    500: INTERNAL,
}


def all_kinds() -> dict[str, Kind]:
    """Return every kind of problem by name."""
    return {kind.name: kind for kind in (*BY_CLASS.values(), *BY_STATUS.values())}
