"""The one table that turns exceptions of `openai` and `httpx2` into errors of this service.

Imported only when a client is opened, because importing `openai` takes a second. A test fails when either library has an
exception class that stands neither in TABLE nor in NEVER_RAISED.
"""

import ssl
from collections.abc import Callable

import anyio
import httpx2
import openai

from service.errors import DragomanError, ModelAnsweredBadly, ModelMisconfigured, ModelUnavailable, ReplyLost
from service.llm.faults import Fault, error_of, fault_of

Translation = Callable[[Exception], DragomanError]

FOREIGN: tuple[type[Exception], ...] = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.StreamError,
    httpx2.InvalidURL,
    httpx2.CookieConflict,
    ssl.SSLError,
    anyio.EndOfStream,
    UnicodeError,
)
"""Everything that a call through the SDK is known to raise."""


def fault(error: Exception) -> Fault | None:
    """Return what the endpoint said, when the exception is its answer."""
    if isinstance(error, openai.APIStatusError):
        return fault_of(error.body, status=error.status_code, headers=error.response.headers)
    return None


def translated(error: Exception) -> DragomanError:
    """Return the error to raise in place of `error`: the entry of its nearest class in TABLE."""
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)(error)


def _said(error: Exception) -> DragomanError:
    return error_of(fault(error) or Fault(None))


def _cause(error: Exception) -> DragomanError:
    """Look beneath: the SDK wraps what the transport raised."""
    if isinstance(error.__cause__, FOREIGN) and type(error.__cause__) is not type(error):
        return translated(error.__cause__)
    return ModelUnavailable("The endpoint cannot be reached.")


def _unreachable(error: Exception) -> DragomanError:
    return ModelUnavailable(f"The endpoint cannot be reached: {str(error) or type(error).__name__}.")


def _lost(error: Exception) -> DragomanError:
    return ReplyLost(f"The connection broke off before the reply was whole: {type(error).__name__}.")


def _misconfigured(error: Exception) -> DragomanError:
    return ModelMisconfigured(f"The endpoint cannot be asked like this; check the base URL and the key: {type(error).__name__}.")


def _bad(error: Exception) -> DragomanError:
    return ModelAnsweredBadly(f"The endpoint's answer cannot be read: {type(error).__name__}.", again=True)


TABLE: dict[type[BaseException], Translation] = {
    openai.OpenAIError: _misconfigured,  # bare: missing credentials and the like
    openai.APIError: lambda error: ModelUnavailable(f"The endpoint failed: {type(error).__name__}."),
    openai.APIStatusError: _said,
    openai.BadRequestError: _said,
    openai.AuthenticationError: _said,
    openai.OAuthError: _said,
    openai.PermissionDeniedError: _said,
    openai.NotFoundError: _said,
    openai.ConflictError: _said,
    openai.UnprocessableEntityError: _said,
    openai.RateLimitError: _said,
    openai.InternalServerError: _said,
    openai.APIConnectionError: _cause,
    openai.APITimeoutError: _cause,
    openai.APIResponseValidationError: _bad,
    httpx2.HTTPError: _lost,
    httpx2.RequestError: _lost,
    httpx2.TransportError: _lost,
    httpx2.TimeoutException: _unreachable,
    httpx2.ConnectTimeout: _unreachable,
    httpx2.PoolTimeout: _unreachable,
    httpx2.ReadTimeout: _lost,
    httpx2.WriteTimeout: _lost,
    httpx2.NetworkError: _lost,
    httpx2.ConnectError: _unreachable,
    httpx2.ReadError: _lost,
    httpx2.WriteError: _lost,
    httpx2.CloseError: _lost,
    httpx2.ProtocolError: _lost,
    httpx2.RemoteProtocolError: _lost,
    httpx2.LocalProtocolError: _misconfigured,  # a header that cannot be sent: the key
    httpx2.ProxyError: _unreachable,
    httpx2.UnsupportedProtocol: _misconfigured,
    httpx2.DecodingError: _bad,
    httpx2.TooManyRedirects: _misconfigured,
    httpx2.HTTPStatusError: _lost,
    httpx2.InvalidURL: _misconfigured,
    httpx2.CookieConflict: _misconfigured,
    httpx2.SSEError: _bad,
    httpx2.StreamError: _lost,
    httpx2.StreamConsumed: _lost,
    httpx2.StreamClosed: _lost,
    httpx2.ResponseNotRead: _lost,
    httpx2.RequestNotRead: _lost,
    ssl.SSLError: _unreachable,
    anyio.EndOfStream: _lost,
    UnicodeError: _misconfigured,  # a key beyond ASCII
}

NEVER_RAISED = frozenset(
    {
        "LengthFinishReasonError",  # only by `parse()`, which is not used
        "ContentFilterFinishReasonError",  # likewise
        "InvalidWebhookSignatureError",  # webhooks are not used
        "SubjectTokenProviderError",  # workload identity is not used
        "WebSocketConnectionClosedError",  # the realtime API is not used
        "WebSocketQueueFullError",  # likewise
        "APIRemovedInV1",  # the module's old functions are not used
        "_AmbiguousModuleClientUsageError",  # nor its module-wide client
        "MutuallyExclusiveAuthError",  # one way of authentication is given
        "StreamAlreadyConsumed",  # a body is read once
    }
)
