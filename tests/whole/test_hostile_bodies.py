"""Bodies that want to break something: every one is answered, exactly or with a problem, and in time that grows with its length.

The rows of ../shared/hostile are sent where they are at hand; those below ship with the code.
"""

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.store import open_store
from tests.fakes import ScriptedModel
from tests.postgres import new_database
from tests.whole.app import PLAIN, URL, asking

HOSTILE = Path(__file__).parents[3] / "shared" / "hostile"
JSON = {"content-type": "application/json"}
HTML = {"content-type": "text/html"}
NOTHING = json.dumps({"actors": [], "events": [], "delegations": [], "stances": []})

OWN_TEXTS = {
    "nfd": "Pre\u0301sident Macron met Chancellor Merz. They spoke of A\u030ale.",
    "crlf": "One.\r\nTwo met Three.\r\n\r\nFour.\r\n",
    "emoji": "\U0001f1fa\U0001f1e6 no. \U0001f468\u200d\U0001f469\u200d\U0001f467. \U0001f3f4\U000e0067\U000e0062\U000e007f.",
    "right-to-left": "\u0648\u0635\u0644 \u0627\u0644\u0648\u0641\u062f. \u202etxet desrever\u202c and back.",
    "zero-width": "Rus\u200bsia de\u2060nied it\ufeff. It\u200d is.",
    "zalgo": "H\u0338\u0321\u0322e\u0335\u0321 c\u0334\u0322o\u0337m\u0336e\u0335s\u0334." * 50,
    "byte-order-mark": "\ufeffRussia met France.",
    "separators": "One\u2028Two\u2029Three\x85Four\x0bFive\x0cSix\x1cSeven.",
    "markup-in-text": "<script>alert(1)</script> met {{7*7}} and ${jndi:ldap://x} at '; DROP TABLE replies; --.",
    "astral": "\U0001d54f met \U00020000. \U0010ffff left.",
    "noncharacters": "A\ufffe met B\uffff.",
    "long-word": "x" * 100_000 + ".",
    "one-line": "Russia met France in Geneva on Monday and " * 3_000,
    "many-marks": "?!." * 50_000,
    "many-quotes": '"' * 50_000 + ".",
    "many-newlines": "\n" * 100_000 + "Russia met France.",
    "many-brackets": "(" * 50_000 + ")" * 50_000,
    "abbreviations": "U.S. " * 30_000,
    "dates": "15 May 2025, " * 10_000,
    "digits": "1" * 100_000,
    "combining": "e" + "\u0301" * 50_000 + " met.",
    "spaces": "a" + " " * 100_000 + "b.",
}
OWN_PAGES = {
    "nested-tags": "<div>" * 100_000 + "Russia met France." + "</div>" * 100_000,
    "unclosed": "<p>Russia met France." * 20_000,
    "one-attribute": f'<p title="{"x" * 500_000}">Russia met France.</p>',
    "many-attributes": "<p " + " ".join(f'a{n}="b"' for n in range(20_000)) + ">Russia met France.</p>",
    "unclosed-comment": "<p>Russia met France.</p><!--" + "-" * 200_000,
    "entities": "<p>" + "&lt;" * 100_000 + " met &#0; &#xD800; &#x110000; &bogus;</p>",
    "null-in-page": "<p>Russia\x00 met France.</p>",
    "nested-tables": "<table><tr><td>" * 3_000 + "Russia met France." + "</td></tr></table>" * 3_000,
    "nested-lists": "<ul><li>" * 20_000 + "Russia met France.",
    "style-of-zeros": f'<p style="font-size:{"0" * 400_000}x">Russia met France.</p>',
    "style-of-spaces": f'<p style="font-size:0{" " * 400_000}x">Russia met France.</p>',
    "style-of-white": f'<p style="{"color:rgba(255,255,255;" * 40_000}">Russia met France.</p>',
    "style-of-nothing": f'<p style="{"color:rgba(," * 60_000}">Russia met France.</p>',
    "style-of-colons": f'<p style="{"display " * 60_000}:">Russia met France.</p>',
    "sheet-of-zeros": f"<style>.a {{ font-size: {'0' * 400_000}x }}</style><p class=a>Russia met France.</p>",
    "sheet-of-open-comments": "<style>" + "/* " * 200_000 + "</style><p>Russia met France.</p>",
    "sheet-of-braces": "<style>" + ".a{" * 200_000 + "</style><p>Russia met France.</p>",
    "sheet-of-rules": "<style>" + ".a{display:none}" * 50_000 + "</style><p>Russia met France.</p>",
    "script-only": "<script>" + "x" * 300_000 + "</script>",
    "empty": "<html></html>",
}
OWN_JSON = {
    "not-a-number": b'{"text": NaN}',
    "infinity": b'{"text": "a", "verify": Infinity}',
    "lone-surrogate": b'{"text": "a \\ud800 b."}',
    "reversed-pair": b'{"text": "a \\udc00\\ud800 b."}',
    "null-character": b'{"text": "a \\u0000 b."}',
    "duplicate-name": b'{"text": "a.", "text": "b."}',
    "deep": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep-and-cut": b"[" * 100_000,
    "wide": b'{"text": "a.", ' + b", ".join(b'"x%d": 1' % n for n in range(20_000)) + b"}",
    "big-number": b'{"text": "a.", "verify": ' + b"9" * 100_000 + b"}",
    "invalid-utf8": b'{"text": "\xff\xfe."}',
    "overlong-utf8": b'{"text": "\xc0\xaf."}',
    "utf-8-surrogate": b'{"text": "\xed\xa0\x80."}',
    "utf-16": '{"text": "a."}'.encode("utf-16"),
    "byte-order-mark": b'\xef\xbb\xbf{"text": "a."}',
    "trailing": b'{"text": "a."} {"text": "b."}',
    "empty": b"",
    "null": b"null",
    "string": b'"Russia met France."',
    "list": b'[{"text": "a."}]',
    "both": b'{"text": "a.", "html": "<p>a.</p>"}',
    "coerced": b'{"text": 5}',
    "unknown-field": b'{"text": "a.", "admin": true}',
    "null-in-title": b'{"text": "Russia met France.", "title": "a\\u0000b"}',
    "date-of-no-calendar": b'{"text": "Russia met France.", "published": "2025-02-30"}',
}


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file of ../shared/hostile, none where it is not at hand."""
    file = HOSTILE / f"{name}.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def content(row: dict[str, Any], member: str = "text") -> str:
    """Return the text of a row, made by its recipe where it is too long to be written out."""
    recipe = row.get("gen")
    if not recipe:
        return str(row[member])
    return str(recipe.get("prefix", "") + recipe["unit"] * recipe["times"] + recipe.get("suffix", ""))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('bodies')}/store.sqlite3"
    return new_database(request.getfixturevalue("postgres_server_url"), "dragoman_test_bodies")


@pytest.fixture
async def client(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with open_store(url) as store, asking(ScriptedModel(NOTHING), store) as given:
        yield given


@pytest.fixture
async def quick() -> AsyncIterator[httpx.AsyncClient]:
    async with asking(ScriptedModel(NOTHING)) as given:
        yield given


def check(response: httpx.Response, text: str | None = None) -> None:
    """Every answer is a whole extraction with exact offsets, or a problem that blames the request."""
    if response.status_code != 200:
        assert response.status_code in {400, 413, 415, 422}, (response.status_code, response.text[:300])
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["type"].startswith("/problems/")
        return
    article = response.json()["article"]
    read = article.get("text")
    assert text is None or read in {None, text}
    read = text if read is None else read
    assert read is not None
    assert article["characters"] == len(read)
    ends = [0]
    for sentence in article["sentences"]:
        assert ends[-1] <= sentence["start"] < sentence["end"] <= len(read)
        assert read[sentence["start"] : sentence["end"]].strip() == read[sentence["start"] : sentence["end"]]
        ends.append(sentence["end"])


async def post_text(client: httpx.AsyncClient, text: str) -> httpx.Response:
    """Send `text` as JSON, lone surrogates included."""
    return await client.post(URL, content=json.dumps({"text": text}).encode(), headers=JSON)


@pytest.mark.parametrize("name", OWN_TEXTS)
async def test_each_text_is_read_with_exact_offsets_on_both_databases(client: httpx.AsyncClient, name: str) -> None:
    text = OWN_TEXTS[name]
    response = await post_text(client, text)
    check(response, text)
    if response.status_code == 200:
        kept = await client.get(response.headers["content-location"])
        assert kept.json()["article"] == response.json()["article"]


@pytest.mark.parametrize("name", OWN_PAGES)
async def test_each_page_is_read_or_refused(quick: httpx.AsyncClient, name: str) -> None:
    check(await quick.post(URL, content=OWN_PAGES[name].encode(), headers=HTML))


@pytest.mark.parametrize("name", OWN_JSON)
async def test_each_broken_body_is_refused(quick: httpx.AsyncClient, name: str) -> None:
    response = await quick.post(URL, content=OWN_JSON[name], headers=JSON)
    check(response)
    assert response.status_code in {400, 422}


async def test_nan_lone_surrogates_and_null_characters_are_refused_on_both_databases(client: httpx.AsyncClient) -> None:
    for body in (OWN_JSON["not-a-number"], OWN_JSON["infinity"], OWN_JSON["lone-surrogate"], OWN_JSON["null-character"]):
        response = await client.post(URL, content=body, headers=JSON)
        assert (response.status_code, response.json()["type"]) == (400, "/problems/malformed-body")
    response = await client.post(URL, content=b"Russia\x00 met France.", headers=PLAIN)
    assert response.status_code == 400
    assert (await client.get(f"{URL}/%00")).status_code == 404
    assert (await client.get(f"{URL}/%ED%A0%80")).status_code == 404


async def test_all_naughty_strings_are_read_with_exact_offsets(quick: httpx.AsyncClient) -> None:
    naughty = rows("naughty")
    if not naughty:
        pytest.skip("no list of naughty strings beside this checkout")
    for row in naughty:
        for text in (row["text"], f"Russia met France in Geneva. {row['text']} They spoke of {row['text']} again."):
            check(await post_text(quick, text), text)
            check(await quick.post(URL, content=text.encode("utf-8", "surrogatepass"), headers=PLAIN), text)
        check(await quick.post(URL, content=f"<p>{row['text']}</p>".encode("utf-8", "surrogatepass"), headers=HTML))


async def test_all_json_cases_are_refused_as_requests_and_embedded_in_one(quick: httpx.AsyncClient) -> None:
    cases = rows("json_cases")
    if not cases:
        pytest.skip("no list of JSON cases beside this checkout")
    for row in cases:
        raw = base64.b64decode(row["base64"]) if row.get("base64") else content(row).encode("utf-8", "surrogatepass")
        response = await quick.post(URL, content=raw, headers=JSON)
        check(response)
        assert response.status_code in {400, 413, 422}, row["id"]
        inside = await quick.post(URL, content=b'{"text": "Russia met France.", "title": ' + raw + b"}", headers=JSON)
        check(inside, "Russia met France.")
        if row["expect"] == "reject":
            assert inside.status_code != 200 or raw.strip()[:1] == b'"', row["id"]


async def test_all_texts_are_read_with_exact_offsets_or_refused(quick: httpx.AsyncClient) -> None:
    texts = rows("texts")
    if not texts:
        pytest.skip("no list of texts beside this checkout")
    for row in texts:
        text = content(row)
        response = await post_text(quick, text)
        check(response, text)
        if (row.get("expect") or "").startswith("422"):
            assert response.status_code in {400, 422}, row["id"]
        if row["class"] == "html":
            check(await quick.post(URL, content=text.encode("utf-8", "surrogatepass"), headers=HTML))
