"""From the arguments of a call to an HTTP request, and from its response to an extraction. No connection is made here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, Final, Literal, TypedDict
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from dragoman_client.errors import UnexpectedAnswer
from dragoman_client.models import Extraction

EXTRACTIONS: Final = "/v1/extractions"
LOCAL: Final = "http://127.0.0.1:8000"
JSON: Final = "application/json"
EVENTS: Final = "text/event-stream"
CUT: Final = "the stream ended before the extraction was there"
TIMEOUT: Final = httpx.Timeout(330.0, connect=10.0)
"""The service gives a request 300 seconds; its own refusal tells more than our timeout."""
Include = Literal["events", "delegations", "stances", "text"]
File = str | PathLike[str]


class Options(TypedDict, total=False):
    """What may be said about an article; all of it optional. docs/api.md of the service explains each."""

    title: str
    published: date | str
    source: str
    url: str
    language: str
    include: Iterable[Include]
    model: str
    verify: bool


@dataclass(frozen=True, slots=True)
class Call:
    """An HTTP request to be made, perhaps several times."""

    method: str
    path: str
    headers: Mapping[str, str]
    json: Mapping[str, Any] | None = None


def article_body(text: str | None, html: str | None, file: File | None) -> dict[str, str]:
    """Return the body's article, given in exactly one way; raise `ValueError` otherwise, `OSError` for the file."""
    match text, html, file:
        case str(), None, None:
            return {"text": text}
        case None, str(), None:
            return {"html": html}
        case None, None, _ if file is not None:
            return read_file(Path(file))
    raise ValueError("give the article as exactly one of `text`, `html` and `file`")


def read_file(file: Path) -> dict[str, str]:
    """Return a file in UTF-8 as the body's `html` or `text`, by its ending. Read as bytes, so that line ends stay as they are."""
    member = "html" if file.suffix.lower() in {".html", ".htm"} else "text"
    return {member: file.read_bytes().decode()}


def extraction_call(
    article: Mapping[str, str], options: Options, *, accept: str, fresh: bool, idempotency_key: str | None
) -> Call:
    """Return the POST for one article."""
    headers = {"Accept": accept}
    if fresh:
        headers["Cache-Control"] = "no-cache"
    if idempotency_key is not None:
        headers["Idempotency-Key"] = _quoted(idempotency_key)
    return Call("POST", EXTRACTIONS, headers, {**article, **_plain(options)})


def one_call(method: str, extraction_id: str) -> Call:
    """Return the request for one kept extraction."""
    return Call(method, f"{EXTRACTIONS}/{quote(extraction_id, safe='')}", {"Accept": JSON})


def read_extraction(response: httpx.Response) -> Extraction:
    """Return the extraction of a successful response; raise `UnexpectedAnswer`."""
    try:
        return Extraction.model_validate_json(response.content)
    except ValidationError as error:
        raise unreadable(response, error) from error


def unreadable(response: httpx.Response, error: ValueError) -> UnexpectedAnswer:
    """Return the error for a success whose body is none."""
    told = f"{response.url} answered with something that is no extraction: {error}"
    return UnexpectedAnswer(told, status=response.status_code)


def client_arguments(base_url: str, api_key: str | None, timeout: httpx.Timeout | float) -> dict[str, Any]:
    """Return what both sorts of httpx client are made with."""
    headers = {} if api_key is None else {"Authorization": f"Bearer {api_key}"}
    return {"base_url": base_url, "headers": headers, "timeout": timeout}


def _plain(options: Options) -> dict[str, Any]:
    plain: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    if isinstance(plain.get("published"), date):
        plain["published"] = plain["published"].isoformat()
    if "include" in plain:
        plain["include"] = list(plain["include"])
    return plain


def _quoted(key: str) -> str:
    """Return `key` as the structured-field string that the header is."""
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
