"""A small HTTP load generator: keep-alive connections on raw transports, so that the client is not what is measured."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """What a load found: seconds of each request, seconds of the whole."""

    latencies: list[float]
    wall: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.wall

    def quantile(self, share: float) -> float:
        """Seconds that `share` of the requests stayed within."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Connection(asyncio.Protocol):
    """One request at a time; `ask` returns the status of its answer."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._answer: asyncio.Future[int] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self, request: bytes) -> asyncio.Future[int]:
        self._answer = asyncio.get_running_loop().create_future()
        assert self._transport is not None
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head = self._buffer.find(b"\r\n\r\n")
        if head < 0 or self._answer is None:
            return
        start = self._buffer.lower().find(b"content-length:", 0, head)
        length = int(self._buffer[start + 15 : self._buffer.find(b"\r\n", start)])
        if len(self._buffer) >= head + 4 + length:
            status = int(self._buffer[9:12])
            self._buffer.clear()
            if not self._answer.done():
                self._answer.set_result(status)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("closed"))


def post(path: str, body: bytes, content_type: str) -> bytes:
    """Return a request's bytes."""
    lines = (
        f"POST {path} HTTP/1.1",
        "host: bench",
        "accept: */*",
        f"content-type: {content_type}",
        f"content-length: {len(body)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


async def exchange(port: int, request: bytes) -> int:
    """Send one request on a connection of its own and return the status of its answer."""
    transport, connection = await asyncio.get_running_loop().create_connection(_Connection, "127.0.0.1", port)
    status = await connection.ask(request)
    transport.close()
    return status


async def drive(port: int, requests: Iterator[bytes], concurrency: int) -> Measured:
    """Send `requests` over `concurrency` connections; raise when one is not answered 200."""
    loop, latencies = asyncio.get_running_loop(), []

    async def visitor() -> None:
        transport, connection = await loop.create_connection(_Connection, "127.0.0.1", port)
        for request in requests:
            began = time.perf_counter()
            status = await connection.ask(request)
            latencies.append(time.perf_counter() - began)
            if status != 200:
                raise RuntimeError(f"answered {status}")
        transport.close()

    began = time.perf_counter()
    await asyncio.gather(*(visitor() for _ in range(concurrency)))
    return Measured(latencies, time.perf_counter() - began)
