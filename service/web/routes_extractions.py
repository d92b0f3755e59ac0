"""POST, GET and DELETE of extractions."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from service.core.progress import Observe
from service.web import description
from service.web.bodies import read_body, read_request
from service.web.connection import ClientGone, while_connected
from service.web.desk import Desk, Order
from service.web.events import EventStream
from service.web.idempotency import read_key
from service.web.negotiation import EVENTS, JSON, preferred, wants_fresh
from service.web.recent import Recent, request_key
from service.web.security import check_key

router = APIRouter(prefix="/v1/extractions", tags=["extractions"])
Id = Annotated[str, Path(description="Id of the extraction.", examples=["ext_5f2c9e0d1b7a4c3e"], max_length=100)]
_CLIENT_CLOSED = 499


def _desk(request: Request) -> Desk:
    desk: Desk = request.state.desk
    check_key(request.headers.get("authorization", ""), desk.services.settings.api_keys)
    return desk


@router.post("", operation_id="create_extraction", summary="Extract an article's records", **description.CREATE)
async def create_extraction(request: Request) -> Response:
    """Read an article and return its events, delegations and stances. The same request again is answered from what is kept."""
    desk = _desk(request)
    headers = request.headers
    representation = preferred(headers.get("accept", ""))
    body = await read_body(request, limit=desk.services.settings.max_body_bytes)
    content_type = headers.get("content-type", "")
    key = request_key(content_type, request.scope["query_string"], body)
    fresh = wants_fresh(headers.get("cache-control", ""))
    once = headers.get("idempotency-key")
    if representation == JSON and once is None and not fresh and (known := desk.remembered(key)):
        return _answer(known)
    once_key = None if once is None else read_key(once, caller=headers.get("authorization", ""))
    order = Order(read_request(body, content_type=content_type, query=request.query_params), key, fresh, once_key)
    del body
    if representation == EVENTS:
        return EventStream(lambda observe: _encoded(desk, order, observe), instance=request.state.request_id)
    try:
        return _answer(await while_connected(request.receive, desk.answer(order)))
    except ClientGone:
        return Response(status_code=_CLIENT_CLOSED)


async def _encoded(desk: Desk, order: Order, observe: Observe) -> bytes:
    return (await desk.answer(order, observe)).body


def _answer(made: Recent) -> Response:
    response = Response()
    response.body = made.body
    response.raw_headers = list(made.headers)
    return response


@router.get("/{extraction_id}", operation_id="get_extraction", summary="Get a kept extraction", **description.GET)
async def get_extraction(request: Request, extraction_id: Id) -> Response:
    """Return an extraction made before, as it was kept. With `If-None-Match` and nothing changed, 304 without a body."""
    desk = _desk(request)
    preferred(request.headers.get("accept", ""), offered=(JSON,))
    wanted = request.headers.get("if-none-match")
    if wanted is not None:
        etag = await desk.services.store.find_etag(extraction_id)
        if etag is not None and _matches(wanted, etag):
            return Response(status_code=304, headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    return _answer(await desk.find(extraction_id))


def _matches(wanted: str, etag: str) -> bool:
    """Tell whether `If-None-Match` names `etag`, by weak comparison (RFC 9110)."""
    return wanted.strip() == "*" or etag in {one.strip().removeprefix("W/") for one in wanted.split(",")}


@router.delete("/{extraction_id}", operation_id="delete_extraction", summary="Delete a kept extraction", **description.DELETE)
async def delete_extraction(request: Request, extraction_id: Id) -> Response:
    """Delete an extraction. The model's replies behind it stay, without the article, so that asking again costs nothing."""
    await _desk(request).delete(extraction_id)
    return Response(status_code=204)
