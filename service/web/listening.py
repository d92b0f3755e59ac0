"""Where the service listens: the sockets of host and port, and how their address is told."""

import asyncio
import socket

from service.errors import NotConfigured
from service.settings import Settings


async def bound(settings: Settings) -> list[socket.socket]:
    """Return sockets bound to host and port, not listening yet: one for each address that the host has. Raises `NotConfigured`."""
    loop = asyncio.get_running_loop()
    try:
        server = await loop.create_server(asyncio.Protocol, settings.host, settings.port, start_serving=False)
    except OSError:
        raise taken(settings) from None
    sockets = [one.dup() for one in server.sockets]
    server.close()
    return sockets


def taken(settings: Settings) -> NotConfigured:
    """Return the error that says that host and port cannot be listened on."""
    where = f"{settings.host}:{settings.port}"
    return NotConfigured(f"{where} cannot be listened on; choose another with --host and --port")


def address_of(listener: socket.SocketType) -> str:
    """Return the URL of a bound socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
