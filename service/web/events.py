"""Server-sent events: progress, each record as it is found, then the extraction or a problem."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Final, assert_never

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.core.progress import Asked, Found, Observe, Planned, Progress
from service.web.connection import ClientGone, while_connected
from service.web.problems import encode, note, problem_of

KEEP_ALIVE: Final = b": waiting\n\n"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
Work = Callable[[Observe], Coroutine[Any, Any, bytes]]
"""Something that reports its progress and returns an encoded extraction."""


def event(name: str, data: bytes) -> bytes:
    """Return one event. `data` is JSON, so that its line breaks, if any, are white space and each line may stand for itself."""
    lines = b"".join(b"data: " + line + b"\n" for line in data.splitlines())
    return b"event: " + name.encode() + b"\n" + lines + b"\n"


def progress_event(progress: Progress) -> bytes:
    """Return the event that tells `progress`."""
    match progress:
        case Planned(calls=calls):
            return event("progress", _json({"done": 0, "calls": calls}))
        case Asked(done=done, of=of):
            return event("progress", _json({"done": done, "calls": of}))
        case Found(kind=kind, record=record):
            return event("record", _json({"kind": kind, "record": record}))
        case _:
            assert_never(progress)


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class EventStream(Response):
    """An answer that is written while `work` goes on; a comment every `keep_alive` seconds keeps proxies from closing it."""

    media_type = "text/event-stream"

    def __init__(self, work: Work, *, instance: str | None, keep_alive: float = 15.0) -> None:
        super().__init__(headers=_HEADERS)
        del self.headers["content-length"]
        self._work, self._instance, self._keep_alive = work, instance, keep_alive
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        with suppress(ClientGone):
            await while_connected(receive, self._speak(send))

    async def _speak(self, send: Send) -> None:
        working = asyncio.create_task(self._report())
        try:
            while (piece := await self._next()) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    async def _next(self) -> bytes | None:
        try:
            async with asyncio.timeout(self._keep_alive):
                return await self._queue.get()
        except TimeoutError:
            return KEEP_ALIVE

    async def _report(self) -> None:
        try:
            body = await self._work(lambda progress: self._queue.put_nowait(progress_event(progress)))
            self._queue.put_nowait(event("extraction", body))
        except Exception as error:  # noqa: BLE001 - the status is sent already: every failure must become an event
            problem = problem_of(error, instance=self._instance)
            note(error, problem)
            self._queue.put_nowait(event("problem", encode(problem)))
        finally:
            self._queue.put_nowait(None)
