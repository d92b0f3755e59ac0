"""The browser page, and the explanations that problem types lead to."""

from html import escape
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from service.web.problem_kinds import all_kinds
from service.web.reference import render

FOLDER: Final = Path(__file__).parent / "page"
router = APIRouter(include_in_schema=False)
_REVALIDATE: Final = {"Cache-Control": "no-cache"}


@router.get("/")
async def page() -> Response:
    """Serve the page: paste an article, see its records."""
    return _index()


@router.get("/x/{extraction_id}")
async def shared_page(extraction_id: str) -> Response:  # noqa: ARG001 - the page reads the id from its address
    """Serve the page, showing a kept extraction."""
    return _index()


def _index() -> Response:
    index = FOLDER / "index.html"
    if not index.is_file():
        raise HTTPException(404, "this installation has no page; the service itself is at /v1/extractions")
    return FileResponse(index, headers=_REVALIDATE)


@router.get("/docs")
async def reference(request: Request) -> Response:
    """Serve the reference: every route and model."""
    return HTMLResponse(render(request.app.openapi()))


@router.get("/problems/{name}")
async def problem(name: str) -> Response:
    """Explain a problem type."""
    kind = all_kinds().get(name)
    if kind is None:
        raise HTTPException(404)
    title = escape(kind.title)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<h1>{title}</h1><p>HTTP status {kind.status}</p><p>{escape(kind.advice)}</p></html>"
    )


def mount(app: FastAPI) -> None:
    """Serve the page's files under /page/."""
    app.include_router(router)
    app.mount("/page", StaticFiles(directory=FOLDER, check_dir=False), name="page")
