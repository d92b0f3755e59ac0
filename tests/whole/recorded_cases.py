"""Recorded cases as requests, and what the service answers to them.

`python -m tests.whole.recorded_cases [CASE…]` writes today's answers into `expected.json`, to be read in `git diff` before they are committed.
"""

import asyncio
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from service.llm.recordings import META
from service.settings import Settings
from tests.whole.app import URL, client_of

RECORDINGS = Path(__file__).parents[1] / "recordings"
EXPECTED = "expected.json"
_TOLD = ("title", "published", "source", "url", "language")
_OF_ONE_RUN = ("created", "duration_ms", "service")


def request_of(case: Path) -> dict[str, Any]:
    """Return the body that the case was recorded with, and that asks for the article's text to be sent along."""
    about = tomllib.loads((case / META).read_text("utf-8"))
    article = next(case.glob("article.*"))
    kind = "html" if article.suffix == ".html" else "text"
    told = {name: about[name] for name in _TOLD if name in about}
    return {kind: article.read_bytes().decode(), "include": ["events", "delegations", "stances", "text"]} | told


async def extraction_of(case: Path) -> dict[str, Any]:
    """Return what the service answers to the case today, without what differs from run to run."""
    settings = Settings(_env_file=None, model=f"recorded:{case}", database_url="sqlite://")
    async with client_of(settings) as client:
        answer = await client.post(URL, json=request_of(case))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    for name in _OF_ONE_RUN:
        del told["provenance"][name]
    return told


async def _accept(cases: list[Path]) -> None:
    for case in cases:
        told = json.dumps(await extraction_of(case), ensure_ascii=False, indent=1)
        (case / EXPECTED).write_text(told + "\n", "utf-8")


if __name__ == "__main__":
    chosen = [RECORDINGS / name for name in sys.argv[1:]]
    asyncio.run(_accept(chosen or sorted(reviewed.parent for reviewed in RECORDINGS.rglob(EXPECTED))))
