"""What the model adapters need from the store: shared counts, single flight across replicas, remembered refusals.

Every method raises `StoreUnavailable` when the database does not answer. `service.store.open_store` gives one object that is all three.
"""

from typing import NamedTuple, Protocol


class Hold(NamedTuple):
    """An amount wanted from one counter in one window of time.

    `window` is the window's start in seconds since the epoch: a minute or a day, the caller decides. `amount` and `limit` are whole numbers
    (calls, tokens, millionths of a dollar); no limit means that the counter only counts.
    """

    name: str
    window: int
    amount: int
    limit: int | None = None


class Counters(Protocol):
    """Counts per window, shared by all replicas."""

    async def reserve(self, *holds: Hold) -> Hold | None:
        """Add every hold's amount, or none of them; return the first hold whose limit would be passed, None when all were added."""

    async def settle(self, name: str, window: int, difference: int) -> None:
        """Correct a counter by what was really used minus what was reserved; never refused, never below zero."""

    async def counted(self, name: str, window: int) -> int:
        """The counter's amount; 0 when nothing was counted."""


class Claims(Protocol):
    """Who is making a model call now. A claim whose lease has run out may be taken by anybody."""

    async def claim(self, key: str, owner: str, lease: float) -> bool:
        """Take the claim, or prolong one's own, for `lease` seconds from now; False when another owner holds it."""

    async def release(self, key: str, owner: str) -> None:
        """Give one's own claim back; nothing happens when it is gone or another's."""


class CapabilityStore(Protocol):
    """What an endpoint and model have refused (a parameter, a structured-output rung), so that it is not tried again."""

    async def refusals(self, endpoint: str, model: str) -> frozenset[str]:
        """Everything remembered for them."""

    async def remember_refusal(self, endpoint: str, model: str, refusal: str) -> None:
        """Remember one more; twice is no error."""
