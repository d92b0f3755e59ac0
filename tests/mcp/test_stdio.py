"""`dragoman mcp` as an agent's program starts it, on recorded replies."""

import asyncio
import sys
from pathlib import Path

from mcp import Client, StdioServerParameters

from tests.fakes import ARTICLE
from tests.recorded import record_article

ROOT = Path(__file__).parents[2]


async def test_article_is_read_over_standard_input_and_output(tmp_path: Path) -> None:
    folder = await asyncio.to_thread(record_article, tmp_path / "recordings")
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "service", "mcp"],
        cwd=tmp_path,
        env={"MODEL": f"recorded:{folder}", "PYTHONPATH": str(ROOT)},
    )
    async with Client(command) as client:
        read = await client.call_tool("extract_article", {"text": ARTICLE})
        unknown = await client.call_tool("extract_article", {"text": "Another article."})
    assert isinstance(read.structured_content, dict)
    assert [event["type"] for event in read.structured_content["events"]] == ["ACCUSE", "REJECT"]
    assert unknown.is_error
