"""HTTP for the stand-in, on the standard library alone: the routes under /v1/extractions, as the service answers them."""

import json
import math
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

from dragoman_client.asking import EVENTS, EXTRACTIONS, JSON
from dragoman_client.recorded.asked import Asked
from dragoman_client.recorded.cases import Case
from dragoman_client.recorded.faults import Fault, problem

if TYPE_CHECKING:
    from dragoman_client.recorded.service import RecordedService

_KINDS: Final = {"events": "event", "delegations": "delegation", "stances": "stance"}
_BODIES: Final = {"text/plain": "text", "text/html": "html"}


class Handler(BaseHTTPRequestHandler):
    """Answers one request a connection, so that nothing is left open at the end of a test."""

    served: "RecordedService"

    def do_POST(self) -> None:
        self._answer(self._asked())

    def do_GET(self) -> None:
        self._answer(Asked(self.command, self.path, self._lower()))

    def do_DELETE(self) -> None:
        self._answer(Asked(self.command, self.path, self._lower()))

    def log_message(self, *_: object) -> None:
        """Say nothing: `requests` tells."""

    def _lower(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def _asked(self) -> Asked:
        headers, parts = self._lower(), urlsplit(self.path)
        body = self.rfile.read(int(headers.get("content-length", 0))).decode()
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type in _BODIES:
            options: dict[str, Any] = dict(parse_qsl(parts.query))
            if "include" in options:
                options["include"] = _listed(parts.query)
            return Asked(self.command, parts.path, headers, body, options)
        options = _object(body)
        article = options.pop("text", None) or options.pop("html", None)
        return Asked(self.command, parts.path, headers, article, options)

    def _answer(self, asked: Asked) -> None:
        due = self.served.note(asked)
        if due is not None:
            self._fail(due)
        elif asked.path == "/healthz":
            self._send(200, b'{"status":"ok"}')
        elif asked.method == "POST" and asked.path == EXTRACTIONS:
            self._extract(asked)
        else:
            self._kept(asked)

    def _fail(self, due: Fault) -> None:
        if due.cut:
            self.close_connection = True
            return
        headers = {} if due.retry_after is None else {"Retry-After": str(math.ceil(due.retry_after))}
        self._problem(due.status, due.name, due.detail, **headers)

    def _extract(self, asked: Asked) -> None:
        if not isinstance(asked.article, str) or not asked.article.strip():
            self._problem(422, "empty-article", "there is no sentence in the article")
            return
        case = self.served.find(asked.article)
        if case is None:
            self._problem(404, "recording-missing", f"no recording has exactly this article; recorded are: {self.served.told()}")
            return
        answer = _included(case, asked.options.get("include"))
        if asked.headers.get("accept", "").startswith(EVENTS):
            self._send(200, _events(answer), EVENTS)
        else:
            self._send(200, _encoded(answer), **{"Content-Location": f"{EXTRACTIONS}/{case.extraction.id}"})

    def _kept(self, asked: Asked) -> None:
        extraction_id = asked.path.removeprefix(f"{EXTRACTIONS}/")
        case = self.served.find_id(extraction_id, delete=asked.method == "DELETE")
        if case is None or asked.method == "POST":
            self._problem(404, "not-found", f"there is no extraction `{extraction_id}`")
        elif asked.method == "DELETE":
            self._send(204, b"")
        else:
            self._send(200, case.answer)

    def _problem(self, status: int, name: str, detail: str, **headers: str) -> None:
        body = problem(status, name, detail).model_dump_json(exclude_none=True).encode()
        self._send(status, body, "application/problem+json", **headers)

    def _send(self, status: int, body: bytes, media_type: str = JSON, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def handler_of(served: "RecordedService") -> type[Handler]:
    """Return the handler class that answers for `served`."""
    return type("BoundHandler", (Handler,), {"served": served})


def _listed(query: str) -> list[str]:
    return [kind for name, value in parse_qsl(query) if name == "include" for kind in value.split(",")]


def _object(body: str) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _included(case: Case, wanted: list[str] | None) -> dict[str, Any]:
    """Return the answer with the kinds of records that were asked for, and the text if it was."""
    answer: dict[str, Any] = json.loads(case.answer)
    if wanted is not None:
        answer |= {kind: [] for kind in _KINDS if kind not in wanted}
        if "text" in wanted:
            answer["article"]["text"] = answer["article"].get("text") or case.article
    return answer


def _events(answer: dict[str, Any]) -> bytes:
    """Return the whole stream: progress, each record, the extraction."""
    records = [{"kind": name, "record": one} for kind, name in _KINDS.items() for one in answer.get(kind, [])]
    told = [("progress", {"done": 0, "calls": 1}), *(("record", one) for one in records), ("progress", {"done": 1, "calls": 1})]
    told.append(("extraction", answer))
    return b"".join(f"event: {name}\ndata: ".encode() + _encoded(data) + b"\n\n" for name, data in told)


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
