"""What the model side asks of the store so that replicas share it.

`service.store` implements each in memory and in SQL. All raise `StoreUnavailable` when the database does not answer.
"""

from typing import Protocol


class CapabilityStore(Protocol):
    """Remembers what an endpoint refused, so that no restart and no replica has to find out again.

    `refused` holds words of `service.llm.payload`: parameter names, `json_schema` and `json_object`. An entry may be
    forgotten after some days, because endpoints learn.
    """

    async def find_refused(self, endpoint: str, model: str) -> frozenset[str]:
        """Return what was refused; empty when nothing is known."""

    async def keep_refused(self, endpoint: str, model: str, refused: frozenset[str]) -> None:
        """Add `refused` to what is known."""


class Counters(Protocol):
    """Counts that replicas share, one for each name and time window.

    `window` is the start of the window in seconds since the epoch. Counts of past windows may be dropped.
    """

    async def reserve(self, name: str, window: int, amount: int, limit: int) -> bool:
        """Add `amount` and return True, or return False and change nothing where the count would pass `limit`, atomically."""

    async def settle(self, name: str, window: int, difference: int) -> None:
        """Add `difference` (used minus reserved, so mostly negative), whatever the limit."""


class Claims(Protocol):
    """Leases on work, so that one replica does it while the others wait."""

    async def claim(self, key: str, owner: str, lease_seconds: float) -> bool:
        """Take or renew the lease on `key`; False while another owner's lease runs."""

    async def release(self, key: str, owner: str) -> None:
        """Give the lease back, if `owner` holds it."""
