"""The SDK's client, set up so that this service owns retries, deadlines and the size of replies."""

from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.request import getproxies

import httpx2
import openai

from service.errors import ModelAnsweredBadly
from service.llm.pools import Pools

_CONNECT_SECONDS = 10.0
_KEEPALIVE_SECONDS = 30.0


def open_client(
    base_url: str, api_key: str | None, *, azure_api_version: str | None, max_reply_bytes: int, max_connections: int
) -> openai.AsyncOpenAI:
    """Open a client for `base_url`. Servers without keys get a placeholder, because the SDK insists on a key."""
    http_client = openai.DefaultAsyncHttpx2Client(
        timeout=httpx2.Timeout(None, connect=_CONNECT_SECONDS),
        limits=httpx2.Limits(
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=_KEEPALIVE_SECONDS,
        ),
        # behind a proxy the client's own pool, which knows the way
        transport=None if _has_proxy() else Pools(max_connections, keepalive_seconds=_KEEPALIVE_SECONDS),
        event_hooks={"response": [_bound(max_reply_bytes)]},
    )
    headers = {"Accept-Encoding": "identity"}  # so that the bytes counted are the bytes kept
    key = api_key or "none"
    if azure_api_version is not None:
        return openai.AsyncAzureOpenAI(
            azure_endpoint=base_url,
            api_version=azure_api_version,
            api_key=key,
            max_retries=0,
            default_headers=headers,
            http_client=http_client,
        )
    return openai.AsyncOpenAI(base_url=base_url, api_key=key, max_retries=0, default_headers=headers, http_client=http_client)


def _has_proxy() -> bool:
    return any(getproxies().get(scheme) for scheme in ("http", "https", "all"))


def _bound(limit: int) -> Callable[[httpx2.Response], Awaitable[None]]:
    """Make a hook that stops reading any response, an error page too, beyond `limit` bytes."""

    async def hook(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ModelAnsweredBadly("The endpoint compressed its answer although it was asked not to.")
        response.stream = _Bounded(response.stream, limit)

    return hook


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: object, limit: int) -> None:
        assert isinstance(stream, httpx2.AsyncByteStream)
        self._stream = stream
        self._limit = limit

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > self._limit:
                raise ModelAnsweredBadly(f"The endpoint's answer is longer than {self._limit} bytes.")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
