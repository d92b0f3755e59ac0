"""From a request to its answer: memory, then the one run an Idempotency-Key allows, then a place inside and the use case."""

from dataclasses import dataclass
from typing import TypedDict

from schemas.extraction import ExtractionRequest
from service.bootstrap import Services
from service.clock import within
from service.core.progress import Observe, ignore
from service.errors import NotFound
from service.store.encoding import etag
from service.store.ports import KeptResponse
from service.web.admission import Admission
from service.web.idempotency import once
from service.web.meters import Meters
from service.web.recent import Recent, RecentAnswers


@dataclass(frozen=True, slots=True)
class Order:
    """What a POST asks for. `key` identifies its bytes; `once_key` is the store's key for its Idempotency-Key."""

    request: ExtractionRequest
    key: bytes
    fresh: bool
    once_key: str | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routes share."""

    services: Services
    admission: Admission
    recent: RecentAnswers
    meters: Meters

    def remembered(self, key: bytes) -> Recent | None:
        """Return the answer given just now to the same bytes."""
        answer = self.recent.find(key)
        if answer is not None:
            self.meters.extracted(source="memory")
        return answer

    async def answer(self, order: Order, observe: Observe = ignore) -> Recent:
        """Return the extraction that `order` asks for. Raises what the use case, the admission and the idempotency raise."""
        if order.once_key is None:
            return await self._extract(order, observe)

        async def run() -> KeptResponse:
            made = await self._extract(order, observe)
            return KeptResponse(200, (("etag", made.etag), ("id", made.id)), made.body)

        response, replayed = await once(self.services.store, order.once_key, order.key.hex(), run)
        if replayed:
            self.meters.extracted(source="replay")
        headers = dict(response.headers)
        return Recent(headers["id"], response.body, headers["etag"])

    async def _extract(self, order: Order, observe: Observe) -> Recent:
        deadline = within(self.services.settings.deadline_seconds, self.services.clock)
        async with self.admission.place(deadline):
            answer = await self.services.extract(order.request, deadline=deadline, fresh=order.fresh, observe=observe)
        made = Recent(answer.id, answer.body, etag(answer.body))
        self.meters.extracted(source="store" if answer.cached else "model")
        if answer.cached:
            self.recent.keep(order.key, made)
        else:
            self.recent.forget(made.id)
        return made

    async def find(self, extraction_id: str) -> Recent:
        """Return a kept extraction; raise `NotFound`."""
        body = await self.services.store.find_extraction(extraction_id)
        if body is None:
            raise _nothing(extraction_id)
        return Recent(extraction_id, body, etag(body))

    async def delete(self, extraction_id: str) -> None:
        """Delete a kept extraction; raise `NotFound`."""
        there = await self.services.store.delete_extraction(extraction_id)
        self.recent.forget(extraction_id)
        if not there:
            raise _nothing(extraction_id)


class State(TypedDict):
    """What the application's lifespan gives each request."""

    desk: Desk


def _nothing(extraction_id: str) -> NotFound:
    return NotFound(f"there is no extraction `{extraction_id}`; it was never made here, or has been deleted")
