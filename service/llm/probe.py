"""Ask an endpoint which models it lists, without asking any of them: it costs nothing, and shows whether address and key are right."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from service.core.ports import Deadline
from service.errors import ModelUnavailable
from service.llm.faults import error_of, scrubbed
from service.llm.openai_model import Endpoint


@dataclass(frozen=True, slots=True)
class Probe:
    """What an endpoint that answers tells. `models` is None where it keeps no list of them."""

    key_taken: bool
    models: tuple[str, ...] | None


async def probe(endpoint: Endpoint, *, deadline: Deadline) -> Probe:
    """Ask for the list once. Raises a `ModelError` when the endpoint cannot be reached or fails."""
    from service.llm import openai_errors  # noqa: PLC0415 - importing openai takes a second
    from service.llm.openai_client import open_client  # noqa: PLC0415

    client = open_client(
        endpoint.base_url,
        endpoint.api_key,
        azure_api_version=endpoint.azure_api_version,
        max_reply_bytes=endpoint.max_reply_bytes,
        max_connections=1,
    )
    try:
        async with client, asyncio.timeout(deadline.remaining()):
            response = await client.models.with_raw_response.list()
            return Probe(key_taken=True, models=_listed(response.http_response))
    except TimeoutError:
        raise ModelUnavailable("The endpoint had not answered when the time was up.") from None
    except openai_errors.FOREIGN as error:
        fault = openai_errors.fault(error)
        if fault and fault.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            return Probe(key_taken=False, models=None)
        if fault and fault.status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}:
            return Probe(key_taken=True, models=None)
        raise (error_of(scrubbed(fault, endpoint.api_key)) if fault else openai_errors.translated(error)) from error


def _listed(response: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - the SDK's HTTP library is imported with it
    try:
        entries = response.json()["data"]
        return tuple(sorted(str(entry["id"]) for entry in entries))
    except (ValueError, KeyError, TypeError):
        return None
