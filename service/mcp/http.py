"""The tools over streamable HTTP, at /mcp, behind the same API keys as the rest."""

from collections.abc import Callable, Sequence
from socket import socket
from typing import Any, Final

import uvicorn
from mcp.server.mcpserver import MCPServer
from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.bootstrap import Services
from service.errors import NotAllowed, NotConfigured
from service.mcp.tools import create_server
from service.web.problems import respond
from service.web.security import check_key

PATH: Final = "/mcp"
_ENVELOPE_BYTES: Final = 65_536


class Keyed:
    """Lets nobody in without one of the `keys`; everybody when there are none."""

    def __init__(self, app: ASGIApp, keys: Sequence[SecretStr]) -> None:
        self._app, self._keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            try:
                check_key(Headers(scope=scope).get("authorization", ""), self._keys)
            except NotAllowed as error:
                await respond(error, instance=None)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def create_app(server: MCPServer[Any], *, keys: Sequence[SecretStr], host: str, max_body_bytes: int) -> ASGIApp:
    """Return the application; on a loopback `host` it refuses requests that name another, as a browser led astray would send."""
    app = server.streamable_http_app(
        streamable_http_path=PATH, host=host, max_request_body_size=max_body_bytes + _ENVELOPE_BYTES, stateless_http=True
    )
    return Keyed(app, keys)


class Server(uvicorn.Server):
    """Serves the tools of `services` until a signal, or until `should_exit` is set; `on_start` is told the address."""

    def __init__(self, services: Services, *, host: str, port: int, on_start: Callable[[str], object]) -> None:
        settings = services.settings
        app = create_app(create_server(services), keys=settings.api_keys, host=host, max_body_bytes=settings.max_body_bytes)
        super().__init__(
            uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, server_header=False, ws="none")
        )
        self._on_start = on_start

    async def serve(self, sockets: list[socket] | None = None) -> None:
        """Serve. Raises `NotConfigured` when the address cannot be listened on."""
        try:
            await super().serve(sockets)
        except SystemExit:
            where = f"{self.config.host}:{self.config.port}"
            raise NotConfigured(f"{where} cannot be listened on; choose another with --host and --port") from None

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._on_start(f"http://[{host}]:{port}{PATH}" if ":" in host else f"http://{host}:{port}{PATH}")
