"""One call for identical requests made at the same time in this process."""

import asyncio
from dataclasses import dataclass, field

from service.core.fingerprint import reply_key
from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText
from service.errors import DeadlineExceeded
from service.llm.wrapped import WrappedModel

_GRACE = 0.25  # seconds: the call's own error, which carries what came of the reply, should be heard first


@dataclass(slots=True, eq=False)
class _Flight:
    """A call under way, and who waits for it."""

    call: asyncio.Task[ChatReply] | None = None
    waiting: int = 0
    said: list[str] = field(default_factory=list)
    listeners: list[OnText] = field(default_factory=list)

    def tell(self, piece: str) -> None:
        self.said.append(piece)
        for listener in self.listeners:
            listener(piece)

    def listen(self, on_text: OnText) -> None:
        """Tell a newcomer what was said so far, then go on with everyone."""
        for piece in self.said:
            on_text(piece)
        self.listeners.append(on_text)


class SingleFlightModel(WrappedModel):
    """Whoever asks what is being asked already waits for that reply, each up to its own deadline.

    A call nobody waits for any more is cancelled. A call that runs out of the time of the one who began it is made again for
    those who have time left.
    """

    def __init__(self, model: ChatModel) -> None:
        super().__init__(model)
        self._flights: dict[tuple[str, bool], _Flight] = {}

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        key = (reply_key(self.model, request), request.fresh)
        while True:
            flight = self._flights.get(key)
            began = flight is None
            if flight is None:
                flight = self._begin(key, request, deadline, streamed=on_text is not None)
            if on_text is not None:
                flight.listen(on_text)
            try:
                reply = await self._wait(flight, key, deadline.remaining() + (_GRACE if began else 0), on_text)
            except DeadlineExceeded:
                if began or deadline.remaining() <= 0:
                    raise
                on_text = None  # it was told a part already
                continue
            if on_text is not None and not flight.said:
                on_text(reply.text)  # the call was begun by someone who did not listen
            return reply

    def _begin(self, key: tuple[str, bool], request: ChatRequest, deadline: Deadline, *, streamed: bool) -> _Flight:
        flight = self._flights[key] = _Flight()
        flight.call = asyncio.create_task(self.model.ask(request, deadline=deadline, on_text=flight.tell if streamed else None))
        flight.call.add_done_callback(lambda _: self._end(key, flight))
        return flight

    async def _wait(self, flight: _Flight, key: tuple[str, bool], seconds: float, on_text: OnText | None) -> ChatReply:
        assert flight.call is not None
        flight.waiting += 1
        limit = asyncio.timeout(seconds)
        try:
            async with limit:
                return await asyncio.shield(flight.call)
        except TimeoutError as error:
            raise DeadlineExceeded(f"{self.name} had not answered when the time was up.") from error
        finally:
            flight.waiting -= 1
            if on_text in flight.listeners:
                flight.listeners.remove(on_text)
            if not flight.waiting and not flight.call.done():
                self._end(key, flight)  # a newcomer must not join a call that is being cancelled
                flight.call.cancel()

    def _end(self, key: tuple[str, bool], flight: _Flight) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        if flight.call is not None and flight.call.done() and not flight.call.cancelled():
            flight.call.exception()  # seen, even when everyone has gone
