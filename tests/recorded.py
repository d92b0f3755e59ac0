"""A folder of recordings made on the spot, so that tests can run the whole service without a model."""

import asyncio
from pathlib import Path

from schemas.extraction import ExtractionRequest
from service.clock import SystemClock, within
from service.core.articlewise import ArticlewiseWay
from service.core.extract import Reader, extract
from service.core.plan import Profile
from service.llm.recording import RecordingModel, recording
from service.store.memory import MemoryStore
from tests.fakes import ARTICLE, SHEET, ScriptedModel


def record_article(
    folder: Path, *, text: str = ARTICLE, reply: str = SHEET, request: ExtractionRequest | None = None, case: str = "small"
) -> Path:
    """Record `reply` to `request`, or to the article `text`, as `case` under `folder`; return the folder."""
    clock, request = SystemClock(), request or ExtractionRequest(text=text)
    model = RecordingModel(ScriptedModel(reply, name="strong-model"), folder, obtained="crafted")
    reader = Reader(model, Profile(way=ArticlewiseWay()), MemoryStore(), clock)
    with recording(request, case):
        asyncio.run(extract(request, reader, deadline=within(30, clock)))
    return folder
