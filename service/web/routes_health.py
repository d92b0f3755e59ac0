"""Is it alive, can it work, what has it done."""

import asyncio

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, Response

from service import __version__
from service.errors import StoreUnavailable
from service.web import description
from service.web.desk import Desk

router = APIRouter(tags=["operation"])
_PATIENCE_SECONDS = 2.0


@router.get("/healthz", operation_id="health", summary="Is the process alive", **description.HEALTH)
async def health() -> Response:
    """Answer 200 while the process can answer at all. It asks neither the store nor the model."""
    return JSONResponse({"status": "ok", "version": __version__})


@router.get("/readyz", operation_id="readiness", summary="Can it take another request", **description.READY)
async def readiness(request: Request) -> Response:
    """Answer 200 when a request would be taken: not shutting down, queue not full.

    A store that is away is told, and does not make it unready: articles are then answered without being kept.
    """
    desk: Desk = request.state.desk
    queue = "stopping" if desk.admission.stopping else "full" if desk.admission.full else "open"
    checks = {"queue": queue, "store": await _store(desk)}
    ready = queue == "open"
    return JSONResponse({"status": "ready" if ready else "unready", "checks": checks}, 200 if ready else 503)


async def _store(desk: Desk) -> str:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await desk.services.store.ping()
    except (StoreUnavailable, TimeoutError):
        return "unavailable"
    return "ok"


@router.get("/metrics", operation_id="metrics", summary="Counters for Prometheus", **description.METRICS)
async def metrics(request: Request) -> Response:
    """Return counters in Prometheus' text format."""
    desk: Desk = request.state.desk
    return Response(desk.meters.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
