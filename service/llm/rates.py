"""Requests, tokens and money per window of time, counted together with all replicas.

A call reserves what it may need before it is made and settles what it used afterwards, so that parallel calls cannot overshoot by
more than the estimate was wrong. Windows are calendar minutes and days (UTC): around a border up to twice the limit can pass.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.core.ports import ChatModel, ChatReply, ChatRequest, Clock, Deadline, OnText
from service.errors import (
    BudgetExhausted,
    ContextTooLong,
    DragomanError,
    ModelMisconfigured,
    ModelQuotaExhausted,
    ModelRateLimited,
    ModelUnavailable,
    RateExceeded,
    ReplyLost,
    StoreUnavailable,
)
from service.llm.estimate import Amounts, reserved, used
from service.llm.ports import Counters
from service.llm.prices import Prices
from service.llm.retries import Sleep
from service.llm.wrapped import WrappedModel

log = logging.getLogger(__name__)

MINUTE, DAY = 60, 86_400
_UNPAID = (ModelRateLimited, ModelQuotaExhausted, ModelMisconfigured, ContextTooLong, ModelUnavailable)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` of `measure` (`micro_usd`: millionths of a dollar) in each window of `seconds`, counted under `name`."""

    name: str
    measure: Literal["calls", "tokens", "micro_usd"]
    seconds: int
    most: int


@dataclass(frozen=True, slots=True)
class _Held:
    limit: Limit
    window: int
    amount: int


class RatedModel(WrappedModel):
    """Asks within `limits`. Per-minute limits are waited for up to the deadline; a used-up day is refused at once."""

    def __init__(
        self,
        model: ChatModel,
        limits: Sequence[Limit],
        counters: Counters,
        clock: Clock,
        *,
        prices: Prices | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        super().__init__(model)
        # days first: what is refused for good should not use up a minute
        self._limits = sorted(limits, key=lambda limit: -limit.seconds)
        self._counters, self._clock, self._sleep = counters, clock, sleep
        self._prices = prices or {}

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        if not self._limits:
            return await self.model.ask(request, deadline=deadline, on_text=on_text)
        needed = reserved(request, self.name, self._prices)
        held: list[_Held] = []
        spent: Amounts | None = None  # None: the call was never made, or cost nothing
        try:
            for limit in self._limits:
                held.append(await self._reserve(limit, needed, deadline))  # noqa: PERF401 - what is held must be known when one fails
            spent = needed  # from here on, a call that is cut off may have been paid for
            reply = await self.model.ask(request, deadline=deadline, on_text=on_text)
            spent = used(request, reply, self.name, self._prices)
        except _UNPAID as error:
            spent = needed if isinstance(error, ReplyLost) else Amounts(calls=needed.calls)
            raise
        finally:
            await asyncio.shield(self._settle(held, spent or Amounts()))
        return reply

    async def _reserve(self, limit: Limit, needed: Amounts, deadline: Deadline) -> _Held:
        # a single call bigger than a minute's limit takes the whole minute, instead of never coming through
        amount = needed.of(limit.measure) if limit.seconds >= DAY else min(needed.of(limit.measure), limit.most)
        while True:
            now = self._clock.now()
            window = int(now // limit.seconds) * limit.seconds
            if await self._counters.reserve(limit.name, window, amount, limit.most):
                return _Held(limit, window, amount)
            left = window + limit.seconds - now
            if limit.seconds >= DAY or left >= deadline.remaining():
                raise _refusal(limit, left)
            await self._sleep(left)

    async def _settle(self, held: Sequence[_Held], spent: Amounts) -> None:
        """Correct what was reserved. A store that fails now must not cost a reply that was paid for; the count stays too high."""
        for one in held:
            difference = spent.of(one.limit.measure) - one.amount
            try:
                if difference:
                    await self._counters.settle(one.limit.name, one.window, difference)
            except StoreUnavailable:
                log.warning("counter not settled", extra={"counter": one.limit.name, "difference": difference})


def _refusal(limit: Limit, left: float) -> DragomanError:
    what = {"calls": "model calls", "tokens": "tokens", "micro_usd": "money"}[limit.measure]
    if limit.seconds >= DAY:
        return BudgetExhausted(f"The budget of {what} for today does not cover this request.", retry_after=left)
    return RateExceeded(f"The limit of {what} a minute is reached.", retry_after=left)
