"""The table of foreign exceptions is whole, and each ends in an error of ours."""

from collections.abc import Iterator
from typing import Any

import httpx2
import openai
import pytest

from service.errors import (
    DragomanError,
    ModelAnsweredBadly,
    ModelMisconfigured,
    ModelRateLimited,
    ModelUnavailable,
    ReplyLost,
)
from service.llm.openai_errors import FOREIGN, NEVER_RAISED, TABLE, translated

REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")


def below(root: type[BaseException]) -> Iterator[type[BaseException]]:
    yield root
    for kind in root.__subclasses__():
        yield from below(kind)


def known_exceptions() -> set[type[BaseException]]:
    """Everything that openai and httpx2 define to be raised."""
    public = [getattr(module, name) for module in (openai, httpx2) for name in module.__all__]
    roots = {kind for kind in public if isinstance(kind, type) and issubclass(kind, BaseException)}
    roots |= {openai.OpenAIError, openai.InvalidWebhookSignatureError}
    return {
        kind
        for root in roots
        if not issubclass(root, Warning)
        for kind in below(root)
        if kind.__module__.startswith(("openai", "httpx2"))
    }


@pytest.mark.parametrize("kind", sorted(known_exceptions(), key=str), ids=str)
def test_each_foreign_exception_is_mapped_or_known_never_to_be_raised(kind: type[BaseException]) -> None:
    assert kind in TABLE or kind.__name__ in NEVER_RAISED or kind.__module__.startswith("httpx2.websockets")


def test_each_mapped_class_is_caught() -> None:
    assert all(issubclass(kind, FOREIGN) for kind in TABLE)


def transport_errors() -> list[Exception]:
    return [kind("x") for kind in TABLE if issubclass(kind, httpx2.TransportError)]


@pytest.mark.parametrize("cause", transport_errors(), ids=lambda cause: type(cause).__name__)
def test_a_wrapped_transport_error_is_what_lies_beneath(cause: Exception) -> None:
    wrapped = openai.APIConnectionError(request=REQUEST)
    wrapped.__cause__ = cause
    assert type(translated(wrapped)) is type(translated(cause))


def status_error(kind: Any, status: int, **headers: str) -> openai.APIStatusError:
    response = httpx2.Response(status, headers={k.replace("_", "-"): v for k, v in headers.items()}, request=REQUEST)
    error: openai.APIStatusError = kind("x", response=response, body={"message": "no"})
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (openai.APIConnectionError(request=REQUEST), ModelUnavailable),
        (openai.APITimeoutError(request=REQUEST), ModelUnavailable),
        (openai.OpenAIError("no credentials"), ModelMisconfigured),
        (httpx2.ConnectError("refused"), ModelUnavailable),
        (httpx2.ReadError("reset"), ReplyLost),
        (httpx2.LocalProtocolError("bad header"), ModelMisconfigured),
        (httpx2.DecodingError("gzip"), ModelAnsweredBadly),
        (UnicodeEncodeError("ascii", "ключ", 0, 1, "no"), ModelMisconfigured),
        (status_error(openai.RateLimitError, 429, retry_after="7"), ModelRateLimited),
        (status_error(openai.InternalServerError, 504), ReplyLost),
        (status_error(openai.ConflictError, 409), ModelUnavailable),
    ],
    ids=repr,
)
def test_a_foreign_exception_becomes_ours(error: Exception, expected: type[DragomanError]) -> None:
    assert type(translated(error)) is expected


def test_a_subclass_that_nobody_knows_is_mapped_as_its_parent() -> None:
    class NewError(httpx2.ReadError):
        pass

    assert isinstance(translated(NewError("x")), ReplyLost)
