"""A service that calls ours: takes articles from a content system and gives them back with who, what and where.

DRAGOMAN_URL=http://127.0.0.1:8000 uvicorn examples.enricher:app --port 8080
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, Field

from dragoman_client import AsyncClient, BadRequest, DragomanError, Extraction, Retries


class Incoming(BaseModel):
    """An article of the content system; `revision` grows with every edit."""

    revision: int
    text: Annotated[str, Field(min_length=1)]


class Tags(BaseModel):
    """What the content system keeps beside an article."""

    people: list[str]
    countries: list[str]
    events: list[str]
    extraction: str
    whole: bool


def tags(found: Extraction) -> Tags:
    """Return what is worth keeping; the rest can be had by the extraction's id."""
    countries = sorted({actor.country for actor in found.actors if actor.country})
    people = [actor.name for actor in found.actors if actor.kind == "person"]
    events = [event.summary for event in found.events]
    return Tags(people=people, countries=countries, events=events, extraction=found.id, whole=found.complete)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, AsyncClient]]:
    async with AsyncClient(os.environ["DRAGOMAN_URL"], retries=Retries(attempts=5, seconds=60)) as dragoman:
        yield {"dragoman": dragoman}


app = FastAPI(title="Enricher", lifespan=lifespan)


@app.put("/articles/{article_id}/tags")
async def enrich(article_id: str, article: Incoming, request: Request) -> Tags:
    """Return the tags of an article. Sent twice, the same revision is read once: its key says so."""
    key = f"{article_id}-{article.revision}"
    try:
        return tags(await request.state.dragoman.extract(article.text, idempotency_key=key))
    except BadRequest as error:
        raise HTTPException(422, error.detail) from error
    except DragomanError as error:
        raise HTTPException(503, f"no tags just now: {error}", headers={"Retry-After": "60"}) from error
