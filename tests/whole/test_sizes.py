"""Bodies of a megabyte and pages nested without end: read with exact offsets, or refused. `make bench` says how soon."""

from collections.abc import AsyncIterator

import httpx
import pytest

from benchmarks.promises import BODIES, REFUSALS
from tests.fakes import ScriptedModel
from tests.whole.app import URL, asking

NOTHING = '{"actors": [], "events": [], "delegations": [], "stances": []}'


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with asking(ScriptedModel(NOTHING)) as given:
        yield given


@pytest.mark.parametrize("what", BODIES)
async def test_each_is_read_whole_or_refused(client: httpx.AsyncClient, what: str) -> None:
    content_type, body = BODIES[what]
    response = await client.post(f"{URL}?include=text", content=body, headers={"content-type": content_type})
    if response.status_code != 200:
        assert response.status_code in REFUSALS
        assert response.json()["type"] in {"/problems/body-too-large", "/problems/empty-article"}
        return
    article = response.json()["article"]
    sentences = "".join(article["text"][s["start"] : s["end"]] for s in article["sentences"])
    assert "".join(sentences.split()) == "".join(article["text"].split())
    assert all(s["end"] - s["start"] <= 1000 for s in article["sentences"])
    if content_type == "text/plain":
        assert article["text"].encode() == body
