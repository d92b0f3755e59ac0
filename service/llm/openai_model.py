"""Any OpenAI-compatible endpoint as a ChatModel: OpenAI, Azure, vLLM, Ollama, llama.cpp and gateways.

One call, one reply or one error: waiting and asking again are other modules' work. The only thing asked again here is a request
without the parameter that the endpoint refused, once per parameter, remembered.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic_core import to_json

from service.core.ports import ChatReply, ChatRequest, Deadline, OnText
from service.errors import DeadlineExceeded, DragomanError, ModelUnavailable
from service.llm.capabilities import Capabilities
from service.llm.faults import error_of, scrubbed
from service.llm.payload import payload, refused_by
from service.llm.prices import Prices, cost_usd
from service.llm.reading import Heard, read_document, read_stream

if TYPE_CHECKING:
    import httpx2
    import openai

OPENAI_URL = "https://api.openai.com/v1"
_PATH = "/chat/completions"
_EVENTS = "text/event-stream"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where models are asked, and how much is taken from there."""

    base_url: str = OPENAI_URL
    api_key: str | None = field(default=None, repr=False)
    azure_api_version: str | None = None
    max_reply_bytes: int = 4_000_000
    max_connections: int = 1000
    silence_seconds: float = 60.0
    """How long a stream may be silent once it speaks."""

    @property
    def public(self) -> str:
        """The base URL without user, password and query."""
        parts = urlsplit(self.base_url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}{parts.path.rstrip('/')}"


class OpenAIModel:
    """The model `name` at `endpoint`."""

    def __init__(
        self, name: str, endpoint: Endpoint, *, capabilities: Capabilities | None = None, prices: Prices | None = None
    ) -> None:
        self._name = name
        self._at = endpoint
        self._public = endpoint.public
        self._capabilities = capabilities or Capabilities()
        self._prices = prices or {}
        self._client: openai.AsyncOpenAI | None = None
        self._opening = asyncio.Lock()

    @property
    def name(self) -> str:
        return self._name

    @property
    def endpoint(self) -> str:
        return self._public

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        """One reply, whole and within `deadline`, however slowly its bytes trickle."""
        heard = Heard(on_text, self._at.api_key)
        limit = asyncio.timeout(deadline.remaining())
        try:
            async with limit:
                reply = await self._ask(request, heard)
        except TimeoutError as error:
            if not limit.expired():
                raise ModelUnavailable("The endpoint cannot be reached: the network timed out.", partial=heard.text) from error
            raise DeadlineExceeded(f"{self._name} had not answered when the time was up.", partial=heard.text) from error
        return replace(reply, cost_usd=cost_usd(self._prices, self._name, reply.tokens))

    async def _ask(self, request: ChatRequest, heard: Heard) -> ChatReply:
        client = self._client or await self.open()
        from service.llm import openai_errors  # noqa: PLC0415 - importing openai takes a second

        refused = await self._capabilities.refused(self._public, self._name)
        while True:
            body = payload(request, self._name, refused, stream=heard.on_text is not None)
            try:
                return await self._call(client, body, heard)
            except openai_errors.FOREIGN as error:
                fault = openai_errors.fault(error)
                parameter = refused_by(fault, body) if fault else None
                if parameter is None:
                    told = error_of(scrubbed(fault, self._at.api_key)) if fault else openai_errors.translated(error)
                    raise _with_partial(told, heard.text) from error
            refused = await self._capabilities.refuse(self._public, self._name, parameter)

    async def _call(self, client: "openai.AsyncOpenAI", body: dict[str, Any], heard: Heard) -> ChatReply:
        import httpx2  # noqa: PLC0415 - imported with openai

        # not by `chat.completions.create`, which would look at every message for 2 ms; the rest is the same
        sent = {"body": body} if self._at.azure_api_version else {"content": to_json(body)}  # Azure's path is made of the body
        answered: Any = await client.post(_PATH, cast_to=httpx2.Response, stream=True, **sent)
        async with aclosing(answered) as http:
            content_type = http.headers.get("content-type", "")
            if content_type.startswith(_EVENTS):
                return await read_stream(_events(http), heard, model=self._name, silence=self._at.silence_seconds)
            return read_document(await http.aread(), heard, model=self._name, content_type=content_type)

    async def open(self) -> "openai.AsyncOpenAI":
        """Build the client; done by the first request, or before it by whoever wants that one to be quick."""
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(self._build)  # imports for a second, reads certificates
                gc.freeze()  # the SDK's objects stay; each full collection would look through them for 0.08 s
            return self._client

    def _build(self) -> "openai.AsyncOpenAI":
        from service.llm.openai_client import open_client  # noqa: PLC0415 - importing openai takes a second

        return open_client(
            self._at.base_url,
            self._at.api_key,
            azure_api_version=self._at.azure_api_version,
            max_reply_bytes=self._at.max_reply_bytes,
            max_connections=self._at.max_connections,
        )

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None


async def _events(response: "httpx2.Response") -> AsyncIterator[str]:
    """Give the data of each event; the size of all together is bounded already."""
    import httpx2  # noqa: PLC0415 - imported with openai

    async for event in httpx2.EventSource(response, max_event_size=None):
        yield event.data


def _with_partial(error: DragomanError, partial: str) -> DragomanError:
    if isinstance(error, ModelUnavailable) and partial:
        error.partial = partial
    return error
