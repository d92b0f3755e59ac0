"""The service as its own process, the way an operator runs it."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

_ADDRESS = re.compile(r"listens on (http://\S+:\d+)")
_WORKER = re.compile(r"worker listens\s+pid=(\d+)")
_FOLDER = Path(__file__).parents[2]


class ServiceProcess:
    """One running `dragoman serve`; `log` holds what it wrote to standard error, its workers too."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read())
        self.log: list[str] = []

    async def _read(self) -> None:
        assert self._process.stderr
        async for line in self._process.stderr:
            self.log.append(line.decode())
            found = _ADDRESS.search(self.log[-1])
            if found and not self._address.done():
                self._address.set_result(found[1])
        if not self._address.done():
            self._address.set_exception(AssertionError("".join(self.log)))

    async def address(self) -> str:
        """Return where it listens, once it does."""
        return await self._address

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers that have listened so far, in that order; empty where there is one process."""
        return [int(found[1]) for line in self.log if (found := _WORKER.search(line))]

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def ended(self) -> int:
        """Return its exit status, once it has one and no worker is left that could write."""
        async with asyncio.timeout(60):
            await self._reading
            return await self._process.wait()

    async def end(self) -> None:
        """Kill it, if it still runs."""
        if self._process.returncode is None:
            self._process.kill()
        await self.ended()


@asynccontextmanager
async def serving(base_url: str, database_url: str, **settings: Any) -> AsyncIterator[tuple[ServiceProcess, httpx.AsyncClient]]:
    """Start the service on a model at `base_url`, and end it afterwards; `settings` by their names."""
    given = {"model": "m", "openai_base_url": base_url, "openai_api_key": "k", "database_url": database_url, **settings}
    environment = {f"DRAGOMAN_{name.upper()}": str(value) for name, value in given.items()}
    environment |= {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service", "serve", "--port", "0"),
        cwd=_FOLDER,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    service = ServiceProcess(process)
    try:
        async with httpx.AsyncClient(
            base_url=await service.address(), timeout=60, limits=httpx.Limits(max_connections=200)
        ) as client:
            yield service, client
    finally:
        await service.end()
