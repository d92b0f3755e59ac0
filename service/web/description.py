"""What /openapi.json says beyond what FastAPI sees: bodies, problems, examples."""

import json
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from schemas.extraction import Extraction, ExtractionOptions, ExtractionRequest
from schemas.problem import Problem
from service import __version__

_REF: Final = "#/components/schemas/"
_ARTICLE: Final = "date 2025-05-15\n\nFrance accused Russia of spying on its embassy in Vienna. Russia denied it on Thursday.\n"
_PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": _REF + "Problem"}}}
_EXTRACTION: Final = {"application/json": {"schema": {"$ref": _REF + "Extraction"}}}
_EXAMPLE: Final = Path(__file__).with_name("example.json")
_ETAG: Final = {"ETag": {"schema": {"type": "string"}, "description": "Changes when the kept answer changes."}}
_SOME_LEFT_OUT: Final = frozenset({"ExtractionRequest", "Problem"})
_RETRY: Final = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "Seconds to wait."}}


def _problem(what: str, *, retry: bool = False) -> dict[str, Any]:
    return {"description": what, "content": _PROBLEM} | ({"headers": _RETRY} if retry else {})


_KEY_PROBLEMS: Final = {401: _problem("An API key is needed."), 403: _problem("The API key is not known.")}
_STORE_PROBLEM: Final = _problem("Queue full, shutting down, model or store unavailable.", retry=True)
_SECURED: Final[dict[str, Any]] = {"security": [{}, {"apiKey": []}]}


def _header(name: str, what: str, example: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": what,
        "schema": {"type": "string"},
        "example": example,
    }


def _without_defaults(fields: dict[str, Any]) -> dict[str, Any]:
    """Return properties whose defaults are told in words: generated clients send those of a schema, or want them to be given."""
    told = {}
    for name, field in fields.items():
        default = field.get("default")
        words = f"{field.get('description', '')} Default: `{json.dumps(default)}`." if default else field.get("description")
        kept = {key: value for key, value in field.items() if key not in {"default", "description"}}
        told[name] = kept | ({"description": words} if words else {})
    return told


def _as_written(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return a model's schema for generators of clients: in an extraction no member is ever left out."""
    if "properties" not in schema:
        return schema
    fields = _without_defaults(schema["properties"])
    return schema | {"properties": fields} | ({} if name in _SOME_LEFT_OUT else {"required": list(fields)})


def _options() -> list[dict[str, Any]]:
    """Return the options as query parameters, for bodies that are the article itself."""
    fields = _without_defaults(ExtractionOptions.model_json_schema()["properties"])
    described = [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": f"{field.pop('description', '')} For text and HTML bodies.",
        }
        | {"schema": field}
        for name, field in fields.items()
    ]
    return [one | {"style": "form", "explode": True} if one["name"] == "include" else one for one in described]


CREATE: Final[dict[str, Any]] = {
    "response_model": None,
    "responses": {
        200: {
            "description": "The extraction. An event stream has `progress` and `record` events, then `extraction` or `problem`.",
            "content": _EXTRACTION | {"text/event-stream": {"schema": {"type": "string"}}},
            "headers": _ETAG | {"Content-Location": {"schema": {"type": "string"}, "description": "Where it can be had again."}},
        },
        400: _problem("The body cannot be read."),
        **_KEY_PROBLEMS,
        406: _problem("Neither JSON nor an event stream is accepted."),
        409: _problem("A request with this Idempotency-Key is still running.", retry=True),
        413: _problem("Too long."),
        415: _problem("This kind of body is not read."),
        422: _problem("Empty article, wrong field, or an Idempotency-Key used with another request."),
        429: _problem("Rate or budget used up.", retry=True),
        502: _problem("The model refused or answered badly."),
        503: _STORE_PROBLEM,
        504: _problem("The request's time is used up."),
    },
    "openapi_extra": _SECURED
    | {
        "parameters": [
            *_options(),
            _header("Idempotency-Key", "Run this request once; repeat it safely.", '"8e03978e-40d5-43dd-bc93-6894a57f9324"'),
            _header("Cache-Control", "`no-cache` asks the model again.", "no-cache"),
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": _REF + "ExtractionRequest"},
                    "example": {"text": _ARTICLE, "source": "Example Wire"},
                },
                "text/plain": {"schema": {"type": "string"}, "example": _ARTICLE},
                "text/html": {"schema": {"type": "string"}, "example": f"<article><p>{_ARTICLE}</p></article>"},
            },
        },
    },
}
GET: Final[dict[str, Any]] = {
    "response_model": None,
    "responses": {
        200: {"description": "The extraction.", "content": _EXTRACTION, "headers": _ETAG},
        304: {"description": "Unchanged since the ETag given in If-None-Match."},
        **_KEY_PROBLEMS,
        404: _problem("Nothing under that id."),
        406: _problem("JSON is not accepted."),
        422: _problem("The id cannot be one."),
        503: _problem("The store does not answer.", retry=True),
    },
    "openapi_extra": _SECURED
    | {"parameters": [_header("If-None-Match", "ETag of the copy you have.", '"5f2c9e0d1b7a4c3e5f2c9e0d1b7a4c3e"')]},
}
DELETE: Final[dict[str, Any]] = {
    "response_model": None,
    "status_code": 204,
    "responses": {
        204: {"description": "Deleted."},
        **_KEY_PROBLEMS,
        404: _problem("Nothing under that id."),
        422: _problem("The id cannot be one."),
        503: _problem("The store does not answer.", retry=True),
    },
    "openapi_extra": _SECURED,
}


def _told(status: dict[int, str], media_type: str = "application/json", example: Any = None) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    content = {media_type: {"schema": {"type": "object" if media_type.endswith("json") else "string"}, "example": example}}
    return {
        "response_model": None,
        "responses": {code: {"description": what, "content": content} for code, what in status.items()},
    }


HEALTH: Final = _told({200: "Alive."}, example={"status": "ok", "version": __version__})
READY: Final = _told(
    {200: "Ready.", 503: "Shutting down, or the queue is full."},
    example={"status": "ready", "checks": {"queue": "open", "store": "ok"}},
)
METRICS: Final = _told({200: "Counters."}, media_type="text/plain", example="dragoman_requests_total 1.0")


def install(app: FastAPI) -> None:
    """Let `app` describe itself with the wire models and their examples."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document."""
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes
    )
    _, definitions = models_json_schema(
        [(Extraction, "serialization"), (ExtractionRequest, "validation"), (Problem, "serialization")],
        ref_template=_REF + "{model}",
    )
    components = document.setdefault("components", {})
    components["schemas"] = {name: _as_written(name, schema) for name, schema in sorted(definitions["$defs"].items())}
    components["securitySchemes"] = {
        "apiKey": {"type": "http", "scheme": "bearer", "description": "Only where the operator set keys."}
    }
    example = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
    for path, method in (("/v1/extractions", "post"), ("/v1/extractions/{extraction_id}", "get")):
        document["paths"][path][method]["responses"]["200"]["content"]["application/json"]["example"] = example
    document["tags"] = [
        {"name": "extractions", "description": "Articles in, records out."},
        {"name": "operation", "description": "For those who run it."},
    ]
    return document
