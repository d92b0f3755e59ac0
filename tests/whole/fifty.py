"""Fifty times the same question at once, to two that share a store: what both sorts of two must hold."""

import asyncio
import json

import httpx

from tests.fakes import ARTICLE
from tests.faults.server import FaultServer
from tests.whole.app import PLAIN, URL


async def fifty_alike_make_one_call(server: FaultServer, one: httpx.AsyncClient, other: httpx.AsyncClient) -> httpx.Response:
    """Post the article fifty times at once, half of them to each; all get one answer, for one model call. Return it."""
    posts = [client.post(URL, content=ARTICLE, headers=PLAIN) for _ in range(25) for client in (one, other)]
    answers = await asyncio.gather(*posts)
    assert len(server.calls) == 1
    assert {response.status_code for response in answers} == {200}
    found = {json.dumps([response.json()[part] for part in ("id", "events", "stances")]) for response in answers}
    assert len(found) == 1
    return answers[0]
