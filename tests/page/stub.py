"""A server as small as the page needs: its files under the product's security policy, and canned answers."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

PAGE = Path(__file__).parents[2] / "service/web/page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
}  # fmt: skip

Json = dict[str, Any]
Reply = tuple[int, str, Iterator[bytes]]
Answer = Callable[[Json], Reply]
"""From the request's body to status, media type and the pieces of the response's body."""


def plain(extraction: Json) -> Answer:
    """Answer with the whole extraction as JSON."""
    return lambda _: (200, "application/json", iter([json.dumps(extraction).encode()]))


def problem(status: int, **members: Any) -> Answer:
    """Refuse with problem+json."""
    return lambda _: (status, "application/problem+json", iter([json.dumps({"status": status, **members}).encode()]))


def stream(events: list[tuple[str, Json]], gate: threading.Event | None = None, hold_before: int | None = None) -> Answer:
    """Send server-sent events; before event number `hold_before` wait until `gate` opens."""

    def pieces() -> Iterator[bytes]:
        yield b": keep-alive\n\n"
        for number, (name, data) in enumerate(events):
            if gate is not None and number == hold_before:
                gate.wait(20)
            body = f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
            # Cut in two, so that an event and even a character may come in halves.
            yield body[: len(body) // 2]
            yield body[len(body) // 2 :]

    return lambda _: (200, "text/event-stream", pieces())


def streamed(extraction: Json) -> list[tuple[str, Json]]:
    """Give the events of an extraction in the order a model finds them."""
    kinds = (("actor", "actors"), ("delegation", "delegations"), ("event", "events"), ("stance", "stances"))
    records = [("record", {"kind": kind, "record": record}) for kind, field in kinds for record in extraction[field]]
    planned, asked = {"phase": "planned", "calls": 1, "done": 0}, {"phase": "asked", "calls": 1, "done": 1}
    return [("progress", planned), *records, ("progress", asked), ("extraction", extraction)]


class Stub:
    """The server, on a free port of the loopback. `answer` is what POST does next, `stored` what GET finds."""

    def __init__(self) -> None:
        self.answer: Answer = problem(503, title="No answer was set")
        self.stored: dict[str, Json] = {}
        self.requests: list[tuple[Json, dict[str, str]]] = []
        stub = self

        class Handler(_Handler):
            owner = stub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    owner: Stub

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/v1/extractions/"):
            found = self.owner.stored.get(path.rpartition("/")[2])
            self._reply(plain(found)({}) if found else problem(404, title="Not found", detail="There is no such extraction.")({}))
            return
        name = "index.html" if path == "/" or path.startswith("/x/") else path.removeprefix("/page/")
        file = (PAGE / name).resolve()
        if not file.is_relative_to(PAGE) or not file.is_file():
            self._reply((404, "text/plain", iter([b"not found"])))
            return
        self._reply((200, TYPES[file.suffix], iter([file.read_bytes()])))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.owner.requests.append((body, {name.lower(): value for name, value in self.headers.items()}))
        self._reply(self.owner.answer(body))

    def _reply(self, reply: Reply) -> None:
        status, media_type, pieces = reply
        self.send_response(status)
        self.send_header("content-type", media_type)
        self.send_header("content-security-policy", POLICY)
        self.send_header("cache-control", "no-store")
        self.end_headers()
        try:
            for piece in pieces:
                self.wfile.write(piece)
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the page cancelled

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""
