"""Around every request: its id, a log line, counters, security headers, and an answer when something unforeseen breaks.

HEAD is answered here for all routes as what GET would be, without the body (RFC 9110, 9.3.2).
"""

import logging
import re
import time
from secrets import token_hex

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.log import bound
from service.web.meters import Meters
from service.web.problems import respond
from service.web.security import headers_for

_log = logging.getLogger(__name__)
_GOOD_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_GONE = 499


class Frame:
    """ASGI middleware. A caller's `X-Request-Id` is kept when it is harmless; the answer carries it back."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app, self._meters = app, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        method = scope["method"]
        answer = _Answer(send, request_id, bodiless=method == "HEAD")
        if method == "HEAD":
            scope = {**scope, "method": "GET"}  # a copy: the server's own still says HEAD
        started = time.perf_counter()
        with bound(request_id=request_id):
            try:
                await self._app(scope, receive, answer.send)
            except Exception as error:  # noqa: BLE001 - the last resort: nothing may reach the server's own 500
                await self._unforeseen(error, scope, receive, answer, request_id)
            self._note(method, scope, answer, time.perf_counter() - started)

    async def _unforeseen(self, error: Exception, scope: Scope, receive: Receive, answer: "_Answer", request_id: str) -> None:
        response = respond(error, instance=request_id)
        if answer.status is None:
            await response(scope, receive, answer.send)

    def _note(self, method: str, scope: Scope, answer: "_Answer", seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "(none)")
        status = answer.status or _GONE
        counted = method if route != "(none)" else "(any)"
        self._meters.answered(method=counted, route=route, status=status, seconds=seconds)
        level = logging.DEBUG if route in _QUIET else logging.INFO
        if _log.isEnabledFor(level):
            fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
            _log.log(level, "request answered", extra=fields)


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _GOOD_ID.fullmatch(value):
            return str(value, "ascii")
    return f"req_{token_hex(8)}"


class _Answer:
    """Sends an answer on with the headers that every answer has, and remembers its status."""

    def __init__(self, send: Send, request_id: str, *, bodiless: bool) -> None:
        self._send, self._request_id, self._bodiless = send, request_id.encode(), bodiless
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", ()))
            content_type = next((value for name, value in headers if name == b"content-type"), b"")
            message["headers"] = [*headers, *headers_for(content_type), (b"x-request-id", self._request_id)]
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)
