"""Faults that are played once, in the order in which they were asked for."""

from dataclasses import dataclass
from typing import Final

from dragoman_client.errors import ProblemBody

_NAMES: Final = {
    401: "key-missing", 403: "key-wrong", 409: "idempotency-in-progress", 413: "body-too-large", 422: "invalid-field",
    429: "rate-exceeded", 500: "internal", 502: "model-answered-badly", 503: "overloaded", 504: "deadline-exceeded",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A refusal instead of an answer; with `cut` the connection ends without any."""

    status: int
    name: str
    detail: str
    retry_after: float | None = None
    cut: bool = False


def fault(status: int, *, name: str | None = None, detail: str | None = None, retry_after: float | None = None) -> Fault:
    """Return a refusal with that status, under the problem name the service gives it most often."""
    chosen = name or _NAMES.get(status, "internal" if status >= 500 else "bad-input")  # noqa: PLR2004
    return Fault(status, chosen, detail or f"a {status} that the test asked for", retry_after)


def problem(status: int, name: str, detail: str) -> ProblemBody:
    """Return a problem body as the service writes it."""
    return ProblemBody(
        type=f"/problems/{name}", title=name.replace("-", " ").capitalize(), status=status, detail=detail, instance="req_recorded"
    )
