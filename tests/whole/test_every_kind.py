"""Every kind of text and JSON value in `kinds.py`, sent to the whole service, alone and inside something good."""

import json
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.fakes import ScriptedModel
from tests.whole.app import PLAIN, URL, asking
from tests.whole.kinds import JSON_VALUES, NAUGHTY, NO_JSON_VALUES, TEXTS
from tests.whole.test_hostile_bodies import HTML, JSON, NOTHING, check, post_text, rows

GOOD = "Russia met France in Geneva."
EMPTY = ("", " ", "\n", "\t")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with asking(ScriptedModel(NOTHING)) as given:
        yield given


def named(words: str) -> str:
    """Return the first three words in small letters, joined by dashes."""
    return "-".join([word for word in re.findall(r"[a-z0-9]+", words.lower().split(",")[0]) if word != "to"][:3])


@pytest.mark.parametrize("kind", NAUGHTY)
async def test_each_naughty_text_is_read_with_exact_offsets_or_refused_as_empty(client: httpx.AsyncClient, kind: str) -> None:
    for words in NAUGHTY[kind]:
        alone = await post_text(client, words)
        check(alone, words)
        assert alone.status_code in ({422} if words in EMPTY else {200, 422}), words
        for text in (f"{GOOD} {words} They spoke of {words} again.", f"{words}\n\n{GOOD}"):
            for response in (await post_text(client, text), await client.post(URL, content=text.encode(), headers=PLAIN)):
                check(response, text)
                assert response.status_code == 200, words
        check(await client.post(URL, content=f"<p>{GOOD} {words}</p>".encode(), headers=HTML))


@pytest.mark.parametrize("kind", NAUGHTY)
async def test_each_naughty_text_is_a_title_and_a_source_that_come_back_unchanged(client: httpx.AsyncClient, kind: str) -> None:
    for words in NAUGHTY[kind]:
        body = json.dumps({"text": GOOD, "title": words, "source": words})
        article = (await client.post(URL, content=body, headers=JSON)).json()["article"]
        assert (article["title"] or "", article["source"] or "") == (words, words), words


@pytest.mark.parametrize("kind", JSON_VALUES)
async def test_json_is_read_as_such_and_refused_only_for_what_it_says(client: httpx.AsyncClient, kind: str) -> None:
    for value in JSON_VALUES[kind]:
        response = await client.post(URL, content=b'{"text": "Russia met France.", "title": ' + value + b"}", headers=JSON)
        check(response, "Russia met France.")
        assert response.status_code in {200, 422}, value
        assert (await client.post(URL, content=value, headers=JSON)).status_code == 422, value


@pytest.mark.parametrize("kind", NO_JSON_VALUES)
async def test_what_is_no_json_is_refused_alone_and_inside_a_request(client: httpx.AsyncClient, kind: str) -> None:
    for value in NO_JSON_VALUES[kind]:
        inside = b'{"text": "Russia met France.", "title": ' + value + b"}"
        for body in (value, inside):
            response = await client.post(URL, content=body, headers=JSON)
            check(response)
            assert (response.status_code, response.json()["type"]) == (400, "/problems/malformed-body"), body


@pytest.mark.parametrize("kind", TEXTS)
async def test_each_text_is_read_with_exact_offsets_every_visible_letter_in_a_sentence(
    client: httpx.AsyncClient, kind: str
) -> None:
    for text in TEXTS[kind]:
        response = await post_text(client, text)
        check(response, text)
        if kind == "surrogate" or not text:
            assert response.status_code in {400, 422}
            continue
        assert response.status_code == 200, text
        read = "".join(text[s["start"] : s["end"]] for s in response.json()["article"]["sentences"])
        assert "".join(filter(str.isalnum, read)) == "".join(filter(str.isalnum, text))


def test_no_gathered_kind_is_without_an_example_of_ours() -> None:
    naughty, cases, texts = rows("naughty"), rows("json_cases"), rows("texts")
    if not (naughty and cases and texts):
        pytest.skip("no lists of hostile rows beside this checkout")
    assert sorted({named(row["category"]) for row in naughty} - set(NAUGHTY)) == []
    kinds = {match[1] for row in cases if (match := re.match(r"jts-[iny]_([a-z]+)_", row["id"]))}
    assert sorted(kinds - set(JSON_VALUES) - set(NO_JSON_VALUES)) == []
    assert sorted({row["class"] for row in texts} - set(TEXTS)) == []
