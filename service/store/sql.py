"""The store on SQLite or PostgreSQL."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Self

from sqlalchemy import Connection, Executable, Row

from service.core.ports import ChatReply, ChatRequest
from service.errors import IdempotencyInProgress, IdempotencyMismatch, StoreUnavailable
from service.store import statements
from service.store.encoding import etag, key_bytes, utf8
from service.store.engine import make_engine
from service.store.lanes import Lanes
from service.store.location import Location
from service.store.ports import KeptResponse
from service.store.rows import reply_of, reply_row, response_of, response_row

log = logging.getLogger(__name__)


class SqlStore:
    """See `ports.Store`. Leases run by this machine's clock, so replicas' clocks should agree to within a second or so."""

    def __init__(self, location: Location, *, patience: float, now: Callable[[], float] = time.time) -> None:
        self._engine = make_engine(location, patience=patience)
        self._lanes = Lanes(self._engine, patience=patience)
        self._upserts = statements.Upserts(self._engine.dialect.name)
        self._now = now

    @classmethod
    async def open(cls, location: Location, *, patience: float, now: Callable[[], float] = time.time) -> Self:
        """Connect and migrate; a database that is down is waited for by the operations. Raises `NotConfigured`."""
        store = cls(location, patience=patience, now=now)
        try:
            await asyncio.to_thread(store._lanes.prepare)
        except StoreUnavailable as error:
            log.warning("started without the store: %s", error)
        except BaseException:
            await store.aclose()
            raise
        return store

    async def find_reply(self, key: str) -> ChatReply | None:
        row = await self._one(statements.find_reply, key=key_bytes(key))
        return row and reply_of(row)

    async def keep_reply(self, key: str, reply: ChatReply, request: ChatRequest) -> None:  # noqa: ARG002 - the key stands for the request
        await self._do(self._upserts.keep_reply, key=key_bytes(key), created=self._now(), **reply_row(reply))

    async def find_extraction(self, extraction_id: str) -> bytes | None:
        row = await self._one(statements.find_extraction, id=key_bytes(extraction_id))
        return row and row.body

    async def find_etag(self, extraction_id: str) -> str | None:
        row = await self._one(statements.find_etag, id=key_bytes(extraction_id))
        return row and row.etag.decode()

    async def keep_extraction(self, extraction_id: str, body: bytes) -> None:
        tag = utf8(etag(body))
        await self._do(self._upserts.keep_extraction, id=key_bytes(extraction_id), body=body, etag=tag, created=self._now())

    async def delete_extraction(self, extraction_id: str) -> bool:
        return await self._do(statements.delete_extraction, id=key_bytes(extraction_id)) > 0

    async def claim(self, key: str, owner: str, lease_seconds: float) -> bool:
        now = self._now()
        values = {"key": key_bytes(key), "owner": key_bytes(owner), "expires": now + lease_seconds}
        return await self._returns_row(self._upserts.claim, **values, now=now)

    async def release(self, key: str, owner: str) -> None:
        await self._do(statements.release, key=key_bytes(key), owner=key_bytes(owner))

    async def reserve(self, name: str, window: int, amount: int, limit: int) -> bool:
        if amount > limit:
            return False
        return await self._returns_row(self._upserts.reserve, name=key_bytes(name), window=window, amount=amount, limit=limit)

    async def settle(self, name: str, window: int, difference: int) -> None:
        values = {"name": key_bytes(name), "window": window, "amount": max(0, difference)}
        await self._do(self._upserts.settle, **values, difference=difference)

    async def find_refused(self, endpoint: str, model: str) -> frozenset[str]:
        values = {"endpoint": key_bytes(endpoint), "model": key_bytes(model)}
        rows = await self._lanes.read(lambda c: c.execute(statements.find_refused, values).all())
        return frozenset(row.refusal.decode() for row in rows)

    async def keep_refused(self, endpoint: str, model: str, refused: frozenset[str]) -> None:
        there = {"endpoint": key_bytes(endpoint), "model": key_bytes(model), "created": self._now()}
        for refusal in sorted(refused):
            await self._do(self._upserts.keep_refused, **there, refusal=utf8(refusal))

    async def begin(self, key: str, fingerprint: str, owner: str, lease_seconds: float) -> KeptResponse | None:
        now = self._now()
        run = {"key": key_bytes(key), "fingerprint": key_bytes(fingerprint), "owner": key_bytes(owner), "created": now}
        if await self._returns_row(self._upserts.begin, **run, expires=now + lease_seconds, now=now):
            return None
        row = await self._one(statements.find_run, key=run["key"])
        if row and row.fingerprint != run["fingerprint"]:
            raise IdempotencyMismatch("this Idempotency-Key was used with another request")
        if row is None or row.status is None:
            raise IdempotencyInProgress("a request with this Idempotency-Key is still running")
        return response_of(row)

    async def finish(self, key: str, owner: str, response: KeptResponse) -> None:
        await self._do(statements.finish.values(response_row(response)), of=key_bytes(key), by=key_bytes(owner))

    async def abandon(self, key: str, owner: str) -> None:
        await self._do(statements.abandon, of=key_bytes(key), by=key_bytes(owner))

    async def prune(self, older_than: float) -> int:
        gone = sum([await self._do(statement, older_than=older_than) for statement in statements.prune_small])
        for statement in statements.prune:
            at_once = statements.PRUNED_AT_ONCE
            while at_once == statements.PRUNED_AT_ONCE:
                at_once = await self._do(statement, older_than=older_than)
                gone += at_once
        return gone

    async def ping(self) -> None:
        await self._one(statements.health)

    async def aclose(self) -> None:
        await self._lanes.aclose()

    async def _one(self, statement: Executable, **values: object) -> Row[Any] | None:
        return await self._lanes.read(lambda c: c.execute(statement, values).one_or_none())

    async def _do(self, statement: Executable, **values: object) -> int:
        """Return the number of rows it changed."""

        def work(connection: Connection) -> int:
            changed: int = connection.execute(statement, values).rowcount
            return changed

        return await self._lanes.write(work)

    async def _returns_row(self, statement: Executable, **values: object) -> bool:
        return await self._lanes.write(lambda c: c.execute(statement, values).first() is not None)
