"""From the bytes of a POST to an `ExtractionRequest`: JSON, plain text or HTML; what cannot be read is refused, never mended."""

import re
from email.message import Message
from typing import Final

import jiter
from pydantic import ValidationError
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request

from schemas.extraction import ExtractionOptions, ExtractionRequest
from service.errors import BodyTooLarge, InvalidField, MalformedBody
from service.web.problems import invalid_fields

JSON: Final = "application/json"
PLAIN: Final = "text/plain"
HTML: Final = "text/html"
MEDIA_TYPES: Final = (JSON, PLAIN, HTML)
CHARSETS: Final = ("utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1251", "windows-1252", "utf-16")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


async def read_body(request: Request, *, limit: int) -> bytes:
    """Return the body, at most `limit` bytes of it in memory; raise `BodyTooLarge` as soon as more is announced or sent."""
    coding = request.headers.get("content-encoding", "identity")
    if coding != "identity":
        raise HTTPException(415, f"bodies in `{coding}` are not read here", headers={"Accept-Encoding": "identity"})
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > limit:
            raise _too_large(limit)
        pieces.append(piece)
    return b"".join(pieces)


def _too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(f"the body has more than the {limit} bytes this service takes")


def read_request(body: bytes, *, content_type: str, query: QueryParams) -> ExtractionRequest:
    """Return what is asked. For `text/plain` and `text/html` the body is the article and `query` holds the options."""
    media_type, charset = _content_type(content_type)
    if media_type == JSON:
        if query:
            raise InvalidField("options of a JSON request stand in its body", pointer=next(iter(query)))
        return _checked(_from_json(body))
    if media_type not in MEDIA_TYPES:
        raise HTTPException(415, _unsupported(media_type), headers={"Accept-Post": ", ".join(MEDIA_TYPES)})
    member = "html" if media_type == HTML else "text"
    text = _decoded(body, charset or (_declared_charset(body) if media_type == HTML else None) or "utf-8")
    return _checked(_from_query(query, {member: text}))


def _content_type(value: str) -> tuple[str, str | None]:
    header = Message()
    header["content-type"] = value
    charset = header.get_param("charset")
    return value.partition(";")[0].strip().lower(), charset if isinstance(charset, str) else None


def _unsupported(media_type: str) -> str:
    given = f"`{media_type}` is not read here" if media_type else "the request has no Content-Type"
    return f"{given}; send {', '.join(MEDIA_TYPES)}, for example with `-H 'content-type: text/plain'`"


def _from_json(body: bytes) -> ExtractionRequest:
    try:
        jiter.from_json(body, allow_inf_nan=False, catch_duplicate_keys=True)
    except ValueError as error:
        raise MalformedBody(f"the body is not JSON that can be read: {error}") from None
    try:
        return ExtractionRequest.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise invalid_fields(error) from None


def _from_query(query: QueryParams, article: dict[str, str]) -> ExtractionRequest:
    options: dict[str, object] = {}
    for name in query:
        values = query.getlist(name)
        if name not in ExtractionOptions.model_fields:
            raise InvalidField(f"there is no parameter `{name}`", pointer=name)
        if name == "include":
            options[name] = tuple(kind for value in values for kind in value.split(","))
        elif len(values) > 1:
            raise InvalidField("given more than once", pointer=name)
        else:
            options[name] = values[0]
    try:
        return ExtractionRequest.model_validate(options | article)
    except ValidationError as error:
        raise invalid_fields(error, prefix="") from None


def _declared_charset(page: bytes) -> str | None:
    """Return the charset an HTML page declares in its first 1024 bytes, as the HTML standard's prescan does."""
    found = _META_CHARSET.search(page[:1024])
    return found[1].decode("ascii").lower() if found else None


def _decoded(body: bytes, charset: str) -> str:
    if charset.lower() not in CHARSETS:
        raise HTTPException(415, f"charset `{charset}` is not read here; send one of {', '.join(CHARSETS)}")
    try:
        return body.decode(charset)
    except UnicodeDecodeError as error:
        raise MalformedBody(f"byte {error.start} is not {charset}; declare the text's charset in Content-Type") from None


def _checked(request: ExtractionRequest) -> ExtractionRequest:
    """Refuse NUL, which PostgreSQL cannot keep and no article has."""
    for name in ("text", "html", "title", "source", "url", "model"):
        value = getattr(request, name)
        if value is not None and "\0" in value:
            raise MalformedBody(f"`{name}` has a NUL character")
    return request
