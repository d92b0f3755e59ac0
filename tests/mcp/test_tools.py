"""What an agent sees and gets, through the SDK's own client in this process."""

import json
from typing import Any

import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent

from schemas.extraction import Extraction, ExtractionOptions
from service.bootstrap import Services
from service.errors import ModelRefused
from service.mcp.tools import create_server
from tests.fakes import ARTICLE, SHEET
from tests.mcp.conftest import scripted_services


async def _call(services: Services, tool: str, **arguments: Any) -> CallToolResult:
    async with Client(create_server(services)) as client:
        return await client.call_tool(tool, arguments)


def _words(result: CallToolResult) -> str:
    assert isinstance(result.content[0], TextContent)
    return result.content[0].text


async def test_extraction_comes_as_structure_and_as_text(services: Services) -> None:
    result = await _call(services, "extract_article", text=ARTICLE)
    found = Extraction.model_validate(result.structured_content)
    assert [event.type for event in found.events] == ["ACCUSE", "REJECT"]
    assert json.loads(_words(result)) == result.structured_content
    quoted = found.events[0].evidence[0]
    assert ARTICLE[quoted.start : quoted.end] == quoted.quote


async def test_options_reach_the_service(services: Services) -> None:
    result = await _call(
        services,
        "extract_article",
        text=ARTICLE,
        title="Spies",
        published="2025-05-16",
        source="Wire",
        include=["stances", "text"],
    )
    assert isinstance(result.structured_content, dict), result
    assert not result.is_error, result
    article = result.structured_content["article"]
    assert (article["title"], article["published"], article["source"], article["text"]) == (
        "Spies",
        "2025-05-16",
        "Wire",
        ARTICLE,
    )
    assert result.structured_content["events"] == []


async def test_html_is_read(services: Services) -> None:
    page = f"<html><body><article><p>{ARTICLE.partition('spying')[0]}spying on its embassy in Vienna.</p></article></body></html>"
    result = await _call(services, "extract_article", html=page)
    assert isinstance(result.structured_content, dict)
    assert "France" in result.structured_content["article"]["text"]


async def test_kept_extraction_is_got_again_by_its_id(services: Services) -> None:
    made = (await _call(services, "extract_article", text=ARTICLE)).structured_content
    assert isinstance(made, dict)
    again = (await _call(services, "get_extraction", extraction_id=made["id"])).structured_content
    assert isinstance(again, dict)
    assert again["events"] == made["events"]


async def test_unknown_id_is_a_tool_error(services: Services) -> None:
    result = await _call(services, "get_extraction", extraction_id="ext_0")
    assert result.is_error
    assert "no extraction `ext_0`" in _words(result)


@pytest.mark.parametrize(
    ("arguments", "told", "kind"),
    [
        ({}, "exactly one of", "invalid-field"),
        ({"text": " \n"}, "no sentence", "empty-article"),
        ({"text": ARTICLE, "published": "May"}, "/published", "invalid-field"),
        ({"text": ARTICLE, "model": "other"}, "offers `scripted`", "unknown-model"),
        ({"text": "\0"}, "NUL", "malformed-body"),
    ],
)
async def test_mistake_of_the_agent_is_told_in_the_problems_words(
    services: Services, arguments: dict[str, str], told: str, kind: str
) -> None:
    result = await _call(services, "extract_article", **arguments)
    assert result.is_error
    assert told in _words(result)
    assert isinstance(result.structured_content, dict)
    assert result.structured_content["type"] == f"/problems/{kind}"


async def test_too_long_article_is_refused() -> None:
    result = await _call(scripted_services(SHEET, max_body_bytes=1024), "extract_article", text="A. " * 1000)
    assert "1024 bytes" in _words(result)


async def test_refusal_of_the_model_is_a_tool_error() -> None:
    result = await _call(scripted_services(ModelRefused("its policy says no")), "extract_article", text=ARTICLE)
    assert result.is_error
    assert "its policy says no" in _words(result)


async def test_unforeseen_failure_tells_nothing_of_its_inside(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: str) -> bytes:
        raise RuntimeError("secret path")

    monkeypatch.setattr(services.store, "find_extraction", broken)
    result = await _call(services, "get_extraction", extraction_id="ext_0")
    assert result.is_error
    assert "secret" not in _words(result)


async def test_progress_is_told_while_it_is_read(services: Services) -> None:
    told: list[tuple[float, float | None]] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        assert message
        told.append((progress, total))

    async with Client(create_server(services)) as client:
        await client.call_tool("extract_article", {"text": ARTICLE}, progress_callback=note)
    assert told == [(0, 1), (1, 1)]


async def test_every_option_of_the_service_is_a_documented_argument(services: Services) -> None:
    async with Client(create_server(services)) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    arguments = tools["extract_article"].input_schema["properties"]
    assert set(arguments) == {"text", "html", *ExtractionOptions.model_fields}
    assert all(argument.get("description") for argument in arguments.values())
    assert all(tool.output_schema and tool.output_schema["title"] == "Extraction" for tool in tools.values())
