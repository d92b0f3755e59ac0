"""The client for ordinary programs."""

from collections.abc import Iterator
from time import sleep
from types import TracebackType
from typing import Self, Unpack

import httpx

from dragoman_client.asking import (
    CUT,
    EVENTS,
    JSON,
    LOCAL,
    TIMEOUT,
    Call,
    File,
    Options,
    article_body,
    client_arguments,
    extraction_call,
    one_call,
    read_extraction,
    unreadable,
)
from dragoman_client.errors import DragomanError, Unreachable, error_of, unreachable
from dragoman_client.models import Extraction
from dragoman_client.retries import Retries, Tries
from dragoman_client.updates import Decoder, Done, Update


class Client:
    """Asks the service at `base_url`. Close it, or use it in a `with` block; threads may share it.

    Every method raises an error of `dragoman_client.errors`, after the attempts that `retries` allows.
    """

    def __init__(
        self,
        base_url: str = LOCAL,
        *,
        api_key: str | None = None,
        timeout: httpx.Timeout | float = TIMEOUT,
        retries: Retries = Retries(),  # noqa: B008 - a frozen value
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._retries = retries
        self._http = httpx.Client(transport=transport, **client_arguments(base_url, api_key, timeout))

    def extract(
        self,
        text: str | None = None,
        *,
        html: str | None = None,
        file: File | None = None,
        fresh: bool = False,
        idempotency_key: str | None = None,
        **options: Unpack[Options],
    ) -> Extraction:
        """Return what is in an article, given as text, as HTML, or as a file in UTF-8 (HTML by its ending).

        `fresh` asks the model again whatever is kept. The same `idempotency_key` with the same request runs once.
        """
        article = article_body(text, html, file)
        call = extraction_call(article, options, accept=JSON, fresh=fresh, idempotency_key=idempotency_key)
        return read_extraction(self._answer(call))

    def stream(
        self,
        text: str | None = None,
        *,
        html: str | None = None,
        file: File | None = None,
        fresh: bool = False,
        idempotency_key: str | None = None,
        **options: Unpack[Options],
    ) -> Iterator[Update]:
        """Give progress and each record as they come, and the whole extraction at the end; arguments as for `extract`.

        It is asked again only while nothing has come.
        """
        article = article_body(text, html, file)
        call = extraction_call(article, options, accept=EVENTS, fresh=fresh, idempotency_key=idempotency_key)
        return self._updates(call)

    def get(self, extraction_id: str) -> Extraction:
        """Return a kept extraction."""
        return read_extraction(self._answer(one_call("GET", extraction_id)))

    def delete(self, extraction_id: str) -> None:
        """Delete a kept extraction."""
        self._answer(one_call("DELETE", extraction_id))

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def _answer(self, call: Call) -> httpx.Response:
        tries = Tries(self._retries)
        while True:
            try:
                response = self._http.request(call.method, call.path, headers=call.headers, json=call.json)
                if response.is_success:
                    return response
                failure = error_of(response)
            except httpx.RequestError as error:
                failure = unreachable(error, self._http.base_url)
            sleep(tries.pause(failure))

    def _updates(self, call: Call) -> Iterator[Update]:
        tries, begun = Tries(self._retries), False
        while True:
            try:
                for update in self._once(call):
                    begun = True
                    yield update
            except DragomanError as error:
                if begun:
                    raise
                sleep(tries.pause(error))
            else:
                return

    def _once(self, call: Call) -> Iterator[Update]:
        decoder = Decoder()
        try:
            with self._http.stream(call.method, call.path, headers=call.headers, json=call.json) as response:
                if not response.is_success:
                    response.read()
                    raise error_of(response)
                for piece in response.iter_bytes():
                    for update in decoder.feed(piece):
                        yield update
                        if isinstance(update, Done):
                            return
        except httpx.RequestError as error:
            raise unreachable(error, self._http.base_url) from error
        except ValueError as error:
            raise unreadable(response, error) from error
        raise Unreachable(CUT, retryable=True)
