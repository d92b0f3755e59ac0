"""One way to use both clients."""

from typing import Any

import anyio

from dragoman_client import AsyncClient, Client, Extraction, Retries, Update

SWIFT = Retries(seconds=5.0, first=0.0)


class Either:
    """The client under test, called alike whether it is the synchronous or the asynchronous one."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.settings: dict[str, Any] = {"retries": SWIFT}

    def extract(self, url: str, *given: Any, **options: Any) -> Extraction:
        extraction: Extraction = self._call(url, "extract", *given, **options)
        return extraction

    def get(self, url: str, extraction_id: str) -> Extraction:
        extraction: Extraction = self._call(url, "get", extraction_id)
        return extraction

    def delete(self, url: str, extraction_id: str) -> None:
        self._call(url, "delete", extraction_id)

    def stream(self, url: str, *given: Any, **options: Any) -> list[Update]:
        if self._kind == "sync":
            with Client(url, **self.settings) as client:
                return list(client.stream(*given, **options))

        async def collect() -> list[Update]:
            async with AsyncClient(url, **self.settings) as client:
                return [update async for update in client.stream(*given, **options)]

        return anyio.run(collect)

    def _call(self, url: str, method: str, *given: Any, **options: Any) -> Any:
        if self._kind == "sync":
            with Client(url, **self.settings) as client:
                return getattr(client, method)(*given, **options)

        async def call() -> Any:
            async with AsyncClient(url, **self.settings) as client:
                return await getattr(client, method)(*given, **options)

        return anyio.run(call)
