"""Errors as RFC 9457 problem details, by the table in `problem_kinds`."""

import logging
import math
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Mount

from schemas.problem import FieldError, Problem
from service import errors
from service.web.problem_kinds import BY_CLASS, BY_STATUS, INTERNAL, InvalidFields, Kind

MEDIA_TYPE = "application/problem+json"
_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")
_OF_FILES = ["GET", "HEAD"]
_log = logging.getLogger(__name__)


def kind_of(error: BaseException) -> Kind:
    """Return how `error` is answered; the nearest class in the tree decides."""
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        return BY_STATUS.get(status) or Kind(status, status.phrase.lower().replace(" ", "-"), status.phrase, "See RFC 9110.")
    return next((BY_CLASS[cls] for cls in type(error).__mro__ if cls in BY_CLASS), INTERNAL)


def problem_of(error: BaseException, *, instance: str | None) -> Problem:
    """Return `error` as a problem body. What an error says that was not raised on purpose is not told to callers."""
    kind = kind_of(error)
    if isinstance(error, errors.DragomanError):
        detail = str(error) or kind.title
    elif isinstance(error, HTTPException):
        detail = error.detail if error.detail != HTTPStatus(error.status_code).phrase else kind.title
    else:
        detail = "Something went wrong here; it is logged under the instance's id."
    fields = (FieldError(pointer=error.pointer, detail=str(error)),) if isinstance(error, errors.InvalidField) else ()
    more = error.fields if isinstance(error, InvalidFields) else fields
    return Problem(type=kind.type, title=kind.title, status=kind.status, detail=detail, instance=instance, errors=more)


def invalid_fields(error: ValidationError | RequestValidationError, *, prefix: str = "/") -> InvalidFields:
    """Return Pydantic's findings with a JSON Pointer each, and without the values, which may be the whole article.

    With an empty `prefix` the pointers are names of query parameters.
    """
    found = error.errors() if isinstance(error, RequestValidationError) else error.errors(include_input=False, include_url=False)
    return InvalidFields(tuple(FieldError(pointer=_pointer(one["loc"], prefix), detail=_told(one["msg"])) for one in found))


def _pointer(loc: tuple[int | str, ...], prefix: str) -> str:
    steps = [str(step).replace("~", "~0").replace("/", "~1") for step in loc]
    return prefix + "/".join(steps) if steps else ""


def _told(message: str) -> str:
    return message.removeprefix("Value error, ")


def encode(problem: Problem) -> bytes:
    """Return the body: absent members left out."""
    return problem.model_dump_json(exclude_none=True, exclude=None if problem.errors else {"errors"}).encode()


def respond(error: Exception, *, instance: str | None) -> Response:
    """Return the answer to a request that failed with `error`, and log it."""
    problem = problem_of(error, instance=instance)
    note(error, problem)
    return Response(encode(problem), problem.status, _headers(error, problem.status), MEDIA_TYPE)


def note(error: Exception, problem: Problem) -> None:
    """Log a failed request: with its stack when nobody foresaw it, in one line when the service's own side failed."""
    unforeseen = not isinstance(error, errors.DragomanError | HTTPException)
    if unforeseen or problem.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request failed unforeseen", exc_info=error)
    elif problem.status > HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("request failed", extra={"problem": problem.type, "error": type(error).__name__})


def _headers(error: Exception, status: int) -> dict[str, str]:
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        headers["WWW-Authenticate"] = "Bearer" if status == HTTPStatus.UNAUTHORIZED else 'Bearer error="invalid_token"'
    wait = getattr(error, "retry_after", None)
    if wait is None and isinstance(error, errors.IdempotencyInProgress):
        wait = 1
    if wait is not None:
        seconds = max(1, math.ceil(wait))
        headers["Retry-After"] = str(seconds)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            headers["RateLimit"] = f'"default";r=0;t={seconds}'
    return headers


def _allowed(request: Request) -> list[str]:
    """Return the methods of the address: the router tells only those of the first route that has it."""
    asked = {"type": "http", "path": request.url.path, "root_path": "", "headers": []}
    routes = [route for route in request.app.router.routes if not isinstance(route, Mount)]
    found = {m for m in _METHODS if any(route.matches({**asked, "method": m})[0] is Match.FULL for route in routes)}
    return sorted(found | ({"HEAD"} if "GET" in found else set())) or _OF_FILES


def install(app: FastAPI) -> None:
    """Answer every error of `app`'s routes with a problem."""

    async def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, RequestValidationError):
            error = invalid_fields(error)
        elif isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            error.headers = {"Allow": ", ".join(_allowed(request))}
        return respond(error, instance=getattr(request.state, "request_id", None))

    for cls in (errors.DragomanError, HTTPException, RequestValidationError):
        app.add_exception_handler(cls, answer)
