"""An OpenAI-shaped endpoint that misbehaves by script, on raw sockets of the loopback interface. Other tests use it too.

async with FaultServer(RESET, COMPLETE) as server:      # the first call is reset, all others are answered
    model = OpenAIModel("m", Endpoint(server.base_url))
    ...
assert len(server.calls) == 2
"""

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Literal, Self

Ending = Literal["whole", "cut", "reset", "trickle", "hang", "stall"]
"""How a call ends: with the whole answer; with less than was announced; with a reset instead of an answer; byte by byte; never,
with nothing sent (`hang`) or with a part (`stall`)."""

TEXT = '{"events": []}'
_TRICKLE_SECONDS = 0.02
_REASONS = {200: "OK"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server does with one call. With `events` it streams them as server-sent events and ignores `body`."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    body: bytes = b""
    events: tuple[str, ...] | None = None
    ending: Ending = "whole"
    thinks: float = 0.0
    """Seconds before anything is sent."""


def answer(document: Any, status: int = 200, **headers: str) -> Answer:
    """Return an answer with `document` as JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"content-type": "application/json", **named}, json.dumps(document).encode())


def completion(content: str | None = TEXT, finish_reason: str | None = "stop", **message: Any) -> dict[str, Any]:
    """Return a chat completion with one choice."""
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content, **message}},
        ],
        "usage": {"prompt_tokens": 12, "completion_tokens": 4, "prompt_tokens_details": {"cached_tokens": 8}},
    }


def chunk(content: str | None = None, finish_reason: str | None = None, **delta: Any) -> str:
    """Return the data of one event of a streamed completion."""
    said = {"content": content, **delta} if content is not None else delta
    return json.dumps({"id": "x", "choices": [{"index": 0, "delta": said, "finish_reason": finish_reason}]})


USAGE = json.dumps({"id": "x", "choices": [], "usage": {"prompt_tokens": 12, "completion_tokens": 4}})
DONE = "[DONE]"


def stream(*events: str, ending: Ending = "whole") -> Answer:
    """Return an answer that streams `events`."""
    return Answer(headers={"content-type": "text/event-stream"}, events=events, ending=ending)


COMPLETE = answer(completion())
STREAMED = stream(chunk(role="assistant"), chunk('{"events":'), chunk(" []}"), chunk(finish_reason="stop"), USAGE, DONE)
RESET = Answer(ending="reset")
HANG = Answer(ending="hang")


class FaultServer:
    """Answers each call with the next of `script`; the last one repeats. `calls` holds the body of each call."""

    def __init__(self, *script: Answer) -> None:
        self._script = list(script)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.calls: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.hung_up = 0
        self.base_url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.base_url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            while await self._serve(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            self.hung_up += 1
        except asyncio.CancelledError:
            pass  # the test is over
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one call; return whether the connection lives on."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.calls.append(json.loads(body or b"{}"))
        self.headers.append(headers)
        said = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if said.ending == "reset":
            _reset(writer)
            return False
        if said.thinks:
            await asyncio.sleep(said.thinks)
        if said.ending != "hang":
            await _send(writer, said)
        if said.ending in {"hang", "stall"}:
            await reader.read()  # until the client hangs up
            self.hung_up += 1
        return said.ending == "whole"


async def _send(writer: asyncio.StreamWriter, said: Answer) -> None:
    chunked = said.events is not None
    headers = dict(said.headers)
    headers |= (
        {"transfer-encoding": "chunked"} if chunked else {"content-length": str(len(said.body) + (said.ending == "cut") * 99)}
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"HTTP/1.1 {said.status} {_REASONS.get(said.status, 'Fault')}\r\n{head}\r\n".encode())
    for event in said.events or ():
        data = f"data: {event}\n\n".encode()
        writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await writer.drain()
        await asyncio.sleep(0)  # so that a client sees them one by one
    if chunked and said.ending == "whole":
        writer.write(b"0\r\n\r\n")
    if said.ending == "trickle":
        for byte in said.body:
            writer.write(bytes((byte,)))
            await writer.drain()
            await asyncio.sleep(_TRICKLE_SECONDS)
    elif not chunked:
        writer.write(said.body)
    await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST instead of FIN: linger for no time at all."""
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def unused_url() -> str:
    """Return a base URL where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return f"http://127.0.0.1:{port}/v1"


def slower(said: Answer) -> Answer:
    """Return the same answer, byte by byte."""
    return replace(said, ending="trickle")
