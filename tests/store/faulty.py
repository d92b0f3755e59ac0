"""Ways to look at a store in trouble."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from service.errors import StoreUnavailable

T = TypeVar("T")
LONG_ENOUGH = 30.0


async def eventually(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask until the store answers."""
    give_up = time.monotonic() + LONG_ENOUGH
    while True:
        try:
            return await ask()
        except StoreUnavailable:
            if time.monotonic() > give_up:
                raise
            await asyncio.sleep(0.1)
