"""Nothing is kept longer than the operator wants: the store is pruned while the service runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from service.core.ports import Clock
from service.errors import StoreUnavailable
from service.store.ports import Store

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0
_DAY = 86_400.0


@asynccontextmanager
async def kept_for(
    days: float | None, store: Store, clock: Clock, *, sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep
) -> AsyncIterator[None]:
    """Prune `store` of what is older than `days`, now and every hour, in the background for as long as the block runs; None: never.

    Several replicas may do so at once. A store that does not answer is tried again an hour later.
    """
    if days is None:
        yield
        return
    pruning = asyncio.create_task(_prune(days, store, clock, sleep))
    try:
        yield
    finally:
        pruning.cancel()
        await asyncio.gather(pruning, return_exceptions=True)


async def _prune(days: float, store: Store, clock: Clock, sleep: Callable[[float], Awaitable[Any]]) -> None:
    while True:
        try:
            rows = await store.prune(clock.now() - days * _DAY)
        except StoreUnavailable as error:
            log.warning("store not pruned: %s", error)
        else:
            log.info("store pruned", extra={"rows": rows, "days": days})
        await sleep(EVERY_SECONDS)
