"""`Idempotency-Key` after draft-ietf-httpapi-idempotency-key-header: the same key and request run once and are answered alike.

Successful answers are replayed. A request that failed gives its key back, so that it can be tried again; one whose process died
gives it back when its lease ends.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from secrets import token_hex
from typing import Final

from service.errors import InvalidField, StoreUnavailable
from service.store.ports import Idempotency, KeptResponse

LEASE_SECONDS: Final = 30.0
_LONGEST: Final = 255
_QUOTED = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])+)"')
_BARE = re.compile(r"[!#-+\--:<-\[\]-~]+")


def read_key(header: str, *, caller: str) -> str:
    """Return the store's key for what the header says: a structured-field string, or the bare token most clients send.

    The key holds who sent it, so that nobody reads another caller's answer. Raises `InvalidField`.
    """
    quoted = _QUOTED.fullmatch(header.strip())
    if quoted is None and not _BARE.fullmatch(header.strip()):
        raise InvalidField('write it as a quoted string, "8e03978e-40d5-43dd-bc93-6894a57f9324"', pointer="Idempotency-Key")
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else header.strip()
    if len(key) > _LONGEST:
        raise InvalidField(f"it has more than {_LONGEST} characters", pointer="Idempotency-Key")
    return sha256(f"{sha256(caller.encode()).hexdigest()}:{key}".encode()).hexdigest()


async def once(
    store: Idempotency, key: str, fingerprint: str, work: Callable[[], Awaitable[KeptResponse]]
) -> tuple[KeptResponse, bool]:
    """Return the response of `work`, or the kept one of an earlier run, and whether it is a kept one.

    Raises `IdempotencyInProgress`, `IdempotencyMismatch`, and whatever `work` raises.
    """
    owner = token_hex(16)
    kept = await store.begin(key, fingerprint, owner, LEASE_SECONDS)
    if kept is not None:
        return kept, True
    async with _lease_kept(store, key, fingerprint, owner):
        try:
            response = await work()
        except BaseException:
            with suppress(StoreUnavailable):
                await asyncio.shield(store.abandon(key, owner))
            raise
        await store.finish(key, owner, response)
        return response, False


@asynccontextmanager
async def _lease_kept(store: Idempotency, key: str, fingerprint: str, owner: str) -> AsyncIterator[None]:
    """Prolong the lease while the block runs; a store that is away for a moment is asked again next time."""

    async def prolong() -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            with suppress(StoreUnavailable):
                await store.begin(key, fingerprint, owner, LEASE_SECONDS)

    beating = asyncio.create_task(prolong())
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)
