"""Where replies, results, claims and counts are kept: SQLite or PostgreSQL by URL, or memory.

`async with open_store(settings.database_url) as store:` gives a `Store`.
"""

from service.store.location import described, shared_by_replicas
from service.store.opening import open_store
from service.store.ports import Idempotency, KeptResponse, Store

__all__ = ["Idempotency", "KeptResponse", "Store", "described", "open_store", "shared_by_replicas"]
