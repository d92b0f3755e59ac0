"""The embedded model: llama.cpp inside this process, through xllamacpp. No key, no network, no second server.

One worker thread owns the engine and answers one call at a time; the event loop never waits on it. Callers that give up are
noticed between two pieces of the reply, and between two batches of the prompt.
"""

import asyncio
import hashlib
import logging
import os
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any, Protocol

from service.core.ports import ChatReply, ChatRequest, Deadline, OnText
from service.errors import (
    ContextTooLong,
    DeadlineExceeded,
    ModelAnsweredBadly,
    ModelError,
    ModelMisconfigured,
    ModelUnavailable,
    NotConfigured,
)
from service.llm.embedded_stream import Stream

log = logging.getLogger(__name__)

_MAGIC = b"GGUF"
_BATCH_TOKENS = 256  # a prompt can be given up after each batch; larger ones are hardly faster on processors
_PREFIX_CACHE_MIB = 512  # evaluated prompts that wait in memory for their next turn
_EDGE_BYTES = 1 << 20


class Engine(Protocol):
    """The part of llama.cpp's server that is used here."""

    def handle_chat_completions(self, body: dict[str, Any], callback: Callable[[dict[str, Any]], bool]) -> None:
        """Answer a chat request in OpenAI's shape, chunk by chunk, until `callback` returns True."""


class EmbeddedModel:
    """A GGUF file, asked in process.

    Raises NotConfigured at once when `path` is no GGUF file; the engine is loaded by the first call or by `start`.
    """

    def __init__(self, path: Path, *, context_tokens: int = 8192, threads: int | None = None) -> None:
        self._path = path
        self._digest = _digest(path)
        self._context_tokens = context_tokens
        self._threads = threads or _cores()
        self._engine: Engine | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedded-model")
        self._closing = Event()

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self._path.stem

    @property
    def endpoint(self) -> str:
        """`embedded:` and a digest of the file, so that another file of the same name is another model."""
        return f"embedded:{self._digest}"

    def start(self, prefixes: Sequence[ChatRequest] = ()) -> None:
        """Load the engine in the background and evaluate the prompts that many calls begin with."""
        self._worker.submit(self._warm, tuple(prefixes))

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        """Answer `request`; `on_text` is called on the caller's event loop."""
        loop = asyncio.get_running_loop()
        given_up = Event()

        def tell(text: str) -> None:
            if on_text is not None:
                loop.call_soon_threadsafe(on_text, text)

        def run() -> ChatReply:
            return self._answer(request, Stream(tell, lambda: given_up.is_set() or self._closing.is_set()))

        if self._closing.is_set():
            raise ModelUnavailable("The embedded model is shutting down.")
        try:
            async with asyncio.timeout(deadline.remaining()):
                return await asyncio.wrap_future(self._worker.submit(run))
        except TimeoutError:
            raise DeadlineExceeded("The embedded model did not answer in time.") from None
        finally:
            given_up.set()

    async def aclose(self) -> None:
        """Give up the call under way and free the engine."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._worker.submit(self._unload)
        await asyncio.to_thread(self._worker.shutdown, wait=True)

    def _warm(self, prefixes: Sequence[ChatRequest]) -> None:
        for prefix in prefixes:
            if self._closing.is_set():
                return
            try:
                self._answer(prefix, Stream(lambda _text: None, self._closing.is_set), max_tokens=1)
            except ModelError as error:
                log.warning("embedded model: warm-up failed: %s", error)
                return

    def _answer(self, request: ChatRequest, stream: Stream, max_tokens: int | None = None) -> ChatReply:
        if stream.given_up():
            raise ModelUnavailable("The caller of the embedded model is gone.")
        engine = self._loaded()
        try:
            engine.handle_chat_completions(_body(request, max_tokens), stream.take)
        except ValueError as error:  # a request that cannot be prepared, for instance a schema that is none
            raise ModelMisconfigured(f"The embedded model does not take the request: {error}") from error
        except RuntimeError as error:
            raise ModelUnavailable(f"The embedded model failed: {error}") from error
        if stream.error is not None:
            raise _translated(stream.error)
        if stream.given_up():
            raise ModelUnavailable("The caller of the embedded model is gone.")
        if not stream.text or stream.finish_reason is None:
            raise ModelAnsweredBadly("The embedded model answered without text.")
        return ChatReply(stream.text, stream.finish_reason, self.name, stream.tokens, fingerprint=self._digest)

    def _loaded(self) -> Engine:
        if self._engine is None:
            self._engine = _load(self._path, self._context_tokens, self._threads)
        return self._engine

    def _unload(self) -> None:
        self._engine = None


def _load(path: Path, context_tokens: int, threads: int) -> Engine:
    try:
        import xllamacpp  # noqa: PLC0415 - 40 MB of engine that only this model needs
    except ImportError as error:
        raise ModelMisconfigured("The embedded model needs the package xllamacpp: pip install xllamacpp.") from error
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.n_batch = _BATCH_TOKENS
    params.n_ubatch = _BATCH_TOKENS
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.cache_ram_mib = _PREFIX_CACHE_MIB
    params.verbosity = 0
    params.ui = False
    params.endpoint_slots = False
    params.api_keys = [secrets.token_urlsafe(24)]  # the engine opens a local port that nobody is meant to use
    try:
        engine: Engine = xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise ModelMisconfigured(f"llama.cpp cannot load {path}: {error}") from error
    return engine


def _body(request: ChatRequest, max_tokens: int | None) -> dict[str, Any]:
    body: dict[str, Any] = {
        "messages": [{"role": message.role, "content": message.content} for message in request.messages],
        "max_tokens": max_tokens or request.max_tokens,
        "temperature": request.temperature,
        "cache_prompt": True,
        "stream": True,
        "stream_options": {"include_usage": True},
        "return_progress": True,
    }
    if request.seed is not None:
        body["seed"] = request.seed
    if request.schema is not None:
        schema = {"name": request.schema_name, "schema": request.schema, "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    return body


def _translated(error: dict[str, Any]) -> ModelError:
    message = str(error.get("message", error))
    if error.get("type") == "exceed_context_size_error":
        return ContextTooLong(message)
    if error.get("type") == "invalid_request_error":
        return ModelMisconfigured(f"The embedded model does not take the request: {message}")
    return ModelUnavailable(f"The embedded model failed: {message}")


def _digest(path: Path) -> str:
    """Twelve hexadecimal digits over the file's size, beginning (its metadata) and end (its last weights)."""
    try:
        with path.open("rb") as file:
            head = file.read(_EDGE_BYTES)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _EDGE_BYTES))
            tail = file.read()
    except OSError as error:
        raise NotConfigured(f"The model file {path} cannot be read: {error.strerror}.") from error
    if not head.startswith(_MAGIC):
        raise NotConfigured(f"{path} is no GGUF model file. Set MODEL to one, or fetch one with `dragoman model pull`.")
    return hashlib.sha256(b"%d" % size + head + tail).hexdigest()[:12]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
