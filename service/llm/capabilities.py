"""What each endpoint refused, remembered in the process and, where there is one, in the store."""

import logging

from service.errors import StoreUnavailable
from service.llm.ports import CapabilityStore

log = logging.getLogger(__name__)


class Capabilities:
    """Knows what an endpoint refused for a model; found out once, by the endpoint's own answers."""

    def __init__(self, store: CapabilityStore | None = None) -> None:
        self._store = store
        self._refused: dict[tuple[str, str], frozenset[str]] = {}

    async def refused(self, endpoint: str, model: str) -> frozenset[str]:
        """Return what is known to be refused. A store that does not answer costs the endpoint's 400 once more, nothing else."""
        known = self._refused.get((endpoint, model))
        if known is not None:
            return known
        found: frozenset[str] = frozenset()
        if self._store is not None:
            try:
                found = await self._store.find_refused(endpoint, model)
            except StoreUnavailable:
                log.warning("capabilities not read", extra={"model": model, "endpoint": endpoint})
                return found
        return self._refused.setdefault((endpoint, model), found)

    async def refuse(self, endpoint: str, model: str, parameter: str) -> frozenset[str]:
        """Remember one more refusal and return all that is known."""
        refused = self._refused.get((endpoint, model), frozenset()) | {parameter}
        self._refused[endpoint, model] = refused
        log.info("parameter refused", extra={"model": model, "endpoint": endpoint, "parameter": parameter})
        if self._store is not None:
            try:
                await self._store.keep_refused(endpoint, model, frozenset({parameter}))
            except StoreUnavailable:
                log.warning("capabilities not kept", extra={"model": model, "endpoint": endpoint})
        return refused
