"""Progress of an extraction, told to an agent's client, which may wait longer for it then."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, assert_never

from mcp.server.mcpserver import Context

from service.core.progress import Asked, Found, Observe, Planned, Progress


@asynccontextmanager
async def told_to(context: Context[Any, Any]) -> AsyncIterator[Observe]:
    """Give an observer whose steps are sent on while the block runs. Clients that take none get none."""
    steps: asyncio.Queue[Progress | None] = asyncio.Queue()
    telling = asyncio.create_task(_tell(steps, context))
    try:
        yield steps.put_nowait
    finally:
        steps.put_nowait(None)
        await asyncio.gather(telling, return_exceptions=True)


async def _tell(steps: asyncio.Queue[Progress | None], context: Context[Any, Any]) -> None:
    """Send each step that brings the count further: the protocol wants it to grow."""
    told, found = -1, 0
    while (step := await steps.get()) is not None:
        match step:
            case Planned(calls=calls):
                done = 0
            case Asked(done=done, of=calls):
                pass
            case Found():
                found += 1
                continue
            case _:
                assert_never(step)
        if done > told:
            told = done
            await context.report_progress(done, calls, f"{done} of {calls} model calls answered, {found} records so far")
