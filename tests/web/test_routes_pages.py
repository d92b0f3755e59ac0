"""The page, the reference, and what both may load."""

import re

import httpx
import pytest

from service.web.routes_pages import FOLDER


@pytest.mark.parametrize("path", ["/", "/x/ext_5f2c9e0d1b7a"])
async def test_the_page_is_served_at_the_root_and_for_kept_extractions(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text == (FOLDER / "index.html").read_text(encoding="utf-8")


async def test_everything_the_page_names_is_served_from_here(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    named = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert named
    for url in named:
        assert not url.startswith(("http:", "https:", "//"))
        assert (await client.get(url)).status_code == 200, url


async def test_files_outside_the_pages_folder_are_not_served(client: httpx.AsyncClient) -> None:
    for path in ("/page/../app.py", "/page/%2e%2e/app.py", "/page/..%2fapp.py", "/page//etc/passwd"):
        assert (await client.get(path)).status_code == 404


async def test_the_reference_shows_every_operation_and_model(client: httpx.AsyncClient) -> None:
    page, document = (await client.get("/docs")).text, (await client.get("/openapi.json")).json()
    for item in document["paths"].values():
        for operation in item.values():
            assert f'id="{operation["operationId"]}"' in page
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "path", ["/", "/x/ext_5f2c9e0d1b7a", "/page/css/base.css", "/docs", "/openapi.json", "/healthz", "/readyz", "/metrics", "/v2"]
)
async def test_head_is_answered_as_get_without_the_body(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    told = {name: value for name, value in got.headers.items() if name not in {"x-request-id", "content-length"}}
    assert told.items() <= dict(head.headers).items()
    assert head.headers["content-length"].isdecimal()
