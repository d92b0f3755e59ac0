"""A store that ends with its process: for tests, and for a service that should keep nothing (`sqlite://`)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from service.core.ports import ChatReply, ChatRequest
from service.errors import IdempotencyInProgress, IdempotencyMismatch
from service.store.encoding import etag, key_bytes, utf8
from service.store.ports import KeptResponse

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Lease:
    owner: str
    expires: float

    def bars(self, owner: str, now: float) -> bool:
        return self.owner != owner and self.expires > now


@dataclass(frozen=True, slots=True)
class _Run:
    fingerprint: str
    lease: _Lease
    created: float
    response: KeptResponse | None = None


class MemoryStore:
    """Does what the SQL store does, without a database; never raises `StoreUnavailable`. Grows until `prune`."""

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._replies: dict[bytes, tuple[ChatReply, float]] = {}
        self._extractions: dict[bytes, tuple[bytes, float]] = {}
        self._claims: dict[bytes, _Lease] = {}
        self._counts: dict[tuple[bytes, int], int] = {}
        self._refusals: dict[tuple[bytes, bytes], dict[bytes, float]] = {}
        self._runs: dict[bytes, _Run] = {}

    async def find_reply(self, key: str) -> ChatReply | None:
        found = self._replies.get(key_bytes(key))
        return found and found[0]

    async def keep_reply(self, key: str, reply: ChatReply, request: ChatRequest) -> None:  # noqa: ARG002 - the key stands for the request
        for text in (reply.text, reply.model, reply.fingerprint or ""):
            utf8(text)
        self._replies[key_bytes(key)] = (replace(reply, kept=True), self._now())

    async def find_extraction(self, extraction_id: str) -> bytes | None:
        found = self._extractions.get(key_bytes(extraction_id))
        return found and found[0]

    async def find_etag(self, extraction_id: str) -> str | None:
        body = await self.find_extraction(extraction_id)
        return None if body is None else etag(body)

    async def keep_extraction(self, extraction_id: str, body: bytes) -> None:
        self._extractions[key_bytes(extraction_id)] = (body, self._now())

    async def delete_extraction(self, extraction_id: str) -> bool:
        return self._extractions.pop(key_bytes(extraction_id), None) is not None

    async def claim(self, key: str, owner: str, lease_seconds: float) -> bool:
        held = self._claims.get(key_bytes(key))
        if held and held.bars(owner, self._now()):
            return False
        self._claims[key_bytes(key)] = _Lease(owner, self._now() + lease_seconds)
        return True

    async def release(self, key: str, owner: str) -> None:
        held = self._claims.get(key_bytes(key))
        if held and held.owner == owner:
            del self._claims[key_bytes(key)]

    async def reserve(self, name: str, window: int, amount: int, limit: int) -> bool:
        place = (key_bytes(name), window)
        wanted = self._counts.get(place, 0) + amount
        if wanted > limit:
            return False
        self._counts[place] = wanted
        return True

    async def settle(self, name: str, window: int, difference: int) -> None:
        place = (key_bytes(name), window)
        self._counts[place] = max(0, self._counts.get(place, 0) + difference)

    async def find_refused(self, endpoint: str, model: str) -> frozenset[str]:
        known = self._refusals.get((key_bytes(endpoint), key_bytes(model)), {})
        return frozenset(refusal.decode() for refusal in known)

    async def keep_refused(self, endpoint: str, model: str, refused: frozenset[str]) -> None:
        known = self._refusals.setdefault((key_bytes(endpoint), key_bytes(model)), {})
        for refusal in refused:
            known.setdefault(utf8(refusal), self._now())

    async def begin(self, key: str, fingerprint: str, owner: str, lease_seconds: float) -> KeptResponse | None:
        run = self._runs.get(key_bytes(key))
        if run and run.fingerprint != fingerprint:
            raise IdempotencyMismatch("this Idempotency-Key was used with another request")
        if run and run.response:
            return run.response
        if run and run.lease.bars(owner, self._now()):
            raise IdempotencyInProgress("a request with this Idempotency-Key is still running")
        self._runs[key_bytes(key)] = _Run(fingerprint, _Lease(owner, self._now() + lease_seconds), self._now())
        return None

    async def finish(self, key: str, owner: str, response: KeptResponse) -> None:
        run = self._runs.get(key_bytes(key))
        if run and run.lease.owner == owner and not run.response:
            self._runs[key_bytes(key)] = replace(run, response=response)

    async def abandon(self, key: str, owner: str) -> None:
        run = self._runs.get(key_bytes(key))
        if run and run.lease.owner == owner and not run.response:
            del self._runs[key_bytes(key)]

    async def prune(self, older_than: float) -> int:
        gone = [
            *_drop(self._replies, lambda _, kept: kept[1] < older_than),
            *_drop(self._extractions, lambda _, kept: kept[1] < older_than),
            *_drop(self._runs, lambda _, run: run.created < older_than),
            *_drop(self._claims, lambda _, lease: lease.expires < older_than),
            *_drop(self._counts, lambda place, _: place[1] < older_than),
        ]
        for known in self._refusals.values():
            gone += _drop(known, lambda _, created: created < older_than)
        return len(gone)

    async def ping(self) -> None:
        """Memory always answers."""

    async def aclose(self) -> None:
        """Nothing to free."""


def _drop(rows: dict[K, V], old: Callable[[K, V], bool]) -> list[object]:
    keys = [key for key, value in rows.items() if old(key, value)]
    for key in keys:
        del rows[key]
    return list(keys)
