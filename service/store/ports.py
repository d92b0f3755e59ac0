"""What a store offers. Every method raises `StoreUnavailable`, and nothing else of its own, when the database does not answer."""

from dataclasses import dataclass
from typing import Protocol

from service.core.ports import ExtractionStore, ReplyStore


@dataclass(frozen=True, slots=True)
class KeptResponse:
    """An HTTP response as it was sent, to be sent again for the same Idempotency-Key."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Idempotency(Protocol):
    """Responses by Idempotency-Key. `key` must hold whoever sent it, so that callers cannot read each other's responses."""

    async def begin(self, key: str, fingerprint: str, owner: str, lease_seconds: float) -> KeptResponse | None:
        """Return the response to replay, or None: the request is `owner`'s to run within `lease_seconds`.

        The same owner prolongs its lease by asking again. A run whose lease has ended, because its process died, is taken over.
        Raises `IdempotencyInProgress` while another owner runs it, `IdempotencyMismatch` when the key came with another request.
        """

    async def finish(self, key: str, owner: str, response: KeptResponse) -> None:
        """Keep the response of one's own run; nothing happens when another has taken over."""

    async def abandon(self, key: str, owner: str) -> None:
        """Forget one's own unfinished run, so that the next request with the key runs."""


class Shared(Protocol):
    """What replicas share; the same methods as the ports of `service.llm.ports`, which say what they are for."""

    async def reserve(self, name: str, window: int, amount: int, limit: int) -> bool:
        """Add `amount` and return True, or return False and change nothing where the count would pass `limit`."""

    async def settle(self, name: str, window: int, difference: int) -> None:
        """Add `difference` whatever the limit; the count never falls below zero."""

    async def claim(self, key: str, owner: str, lease_seconds: float) -> bool:
        """Take or renew the lease on `key`; False while another owner's lease runs."""

    async def release(self, key: str, owner: str) -> None:
        """Give the lease back, if `owner` holds it."""

    async def find_refused(self, endpoint: str, model: str) -> frozenset[str]:
        """Return what was refused there; empty when nothing is known."""

    async def keep_refused(self, endpoint: str, model: str, refused: frozenset[str]) -> None:
        """Add `refused` to what is known."""


class Store(ReplyStore, ExtractionStore, Shared, Idempotency, Protocol):
    """All of it in one object."""

    async def find_etag(self, extraction_id: str) -> str | None:
        """Return the entity tag of a kept extraction (see `encoding.etag`) without reading its body."""

    async def prune(self, older_than: float) -> int:
        """Delete everything made before `older_than` (seconds since the epoch) and return how many rows went."""

    async def ping(self) -> None:
        """Return when the database answers and its schema is current; else raise `StoreUnavailable`."""

    async def aclose(self) -> None:
        """Finish what is being written, then free connections and threads."""
