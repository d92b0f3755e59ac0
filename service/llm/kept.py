"""Replies are kept and never paid for twice, by any replica."""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator

from service.core.fingerprint import reply_key
from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText, ReplyStore
from service.errors import DeadlineExceeded, StoreUnavailable
from service.llm.ports import Claims
from service.llm.retries import Sleep
from service.llm.wrapped import WrappedModel

log = logging.getLogger(__name__)

LEASE_SECONDS, POLL_SECONDS = 15.0, 0.5


class KeptModel(WrappedModel):
    """Looks a reply up before it asks, and keeps it afterwards.

    With `claims`, one replica asks and the others wait for its reply; the lease is renewed while the call runs, so when its
    holder dies another takes over within `LEASE_SECONDS`. Only whole replies are kept: a cut one is given once, errors and
    refusals are raised. Without a store that answers, the model is asked as if nothing were kept.
    """

    def __init__(
        self, model: ChatModel, store: ReplyStore, *, claims: Claims | None = None, sleep: Sleep = asyncio.sleep
    ) -> None:
        super().__init__(model)
        self._store, self._claims, self._sleep = store, claims, sleep

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        key = reply_key(self.model, request)
        if request.fresh:
            return await self._ask_and_keep(key, request, deadline, on_text)
        found = await self._find(key)
        if found is None:
            async with self._turn(key, deadline) as turn:
                found = turn.found
                if found is None:
                    return await self._ask_and_keep(key, request, deadline, on_text)
        if on_text is not None:
            on_text(found.text)
        return found

    async def _ask_and_keep(self, key: str, request: ChatRequest, deadline: Deadline, on_text: OnText | None) -> ChatReply:
        reply = await self.model.ask(request, deadline=deadline, on_text=on_text)
        if reply.finish_reason == "stop":
            try:
                await asyncio.shield(self._store.keep_reply(key, reply, request))
            except StoreUnavailable:
                log.warning("reply not kept", extra={"model": reply.model})
        return reply

    async def _find(self, key: str) -> ChatReply | None:
        try:
            return await self._store.find_reply(key)
        except StoreUnavailable:
            log.warning("kept replies not read", extra={"model": self.name})
            return None

    @contextlib.asynccontextmanager
    async def _turn(self, key: str, deadline: Deadline) -> AsyncIterator["_Turn"]:
        """Wait until the call is ours to make, or another replica has kept its reply."""
        turn = _Turn(self._claims, key, self._sleep)
        while not await turn.take():
            if deadline.remaining() <= 0:
                raise DeadlineExceeded(f"Another replica was asking {self.name} the same until the time was up.")
            await self._sleep(min(POLL_SECONDS, deadline.remaining()))
            turn.found = await self._find(key)
            if turn.found is not None:
                yield turn
                return
        async with turn.held():
            if turn.contested:  # the one before may have kept its reply just before our claim
                turn.found = await self._find(key)
            yield turn


class _Turn:
    """One caller's place among the replicas that want the same reply."""

    def __init__(self, claims: Claims | None, key: str, sleep: Sleep) -> None:
        self._claims, self._key, self._sleep = claims, key, sleep
        self._owner = uuid.uuid4().hex
        self.contested = claims is not None
        self.found: ChatReply | None = None

    async def take(self) -> bool:
        """Claim the call; without a store that answers, everyone may call."""
        if self._claims is None:
            return True
        try:
            return await self._claims.claim(self._key, self._owner, LEASE_SECONDS)
        except StoreUnavailable:
            log.warning("call not claimed")
            self._claims = None
            return True

    @contextlib.asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Renew the lease until the call is over, then give it back."""
        if self._claims is None:
            yield
            return
        renewing = asyncio.create_task(self._renew(self._claims))
        try:
            yield
        finally:
            renewing.cancel()
            with contextlib.suppress(StoreUnavailable):
                await asyncio.shield(self._claims.release(self._key, self._owner))

    async def _renew(self, claims: Claims) -> None:
        while True:
            await self._sleep(LEASE_SECONDS / 3)
            with contextlib.suppress(StoreUnavailable):
                await claims.claim(self._key, self._owner, LEASE_SECONDS)
