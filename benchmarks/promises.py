"""Bodies that a careless reader would choke on: each is answered within two seconds, or refused with 413 or 422."""

import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks.load import drive, exchange, post
from benchmarks.processes import model, service
from benchmarks.scenarios import PATH, different
from benchmarks.tables import Row, Table, judged

SECONDS = 2.0
REFUSALS = (413, 422)
_MB = 1_000_000


def _long(piece: str) -> bytes:
    return (piece * (_MB // len(piece))).encode()


BODIES: dict[str, tuple[str, bytes]] = {
    "a line of 1 MB without a full stop": ("text/plain", _long("Russia met France in Geneva on Monday and ")),
    "a line of 1 MB in short sentences": ("text/plain", _long("Russia met France. ")),
    "a line of 1 MB in long sentences": ("text/plain", _long("Russia met France " + "and then Kenya " * 20 + "in Geneva. ")),
    "a word of 1 MB": ("text/plain", _long("x")),
    "1 MB of opening quotes": ("text/plain", _long("\N{LEFT DOUBLE QUOTATION MARK}a ")[:_MB]),
    "a page of 100,000 nested tags": ("text/html", b"<div>" * 100_000 + b"Russia met France." + b"</div>" * 100_000),
    "a page of 1 MB in one paragraph": (
        "text/html",
        b"<p>" + _long("Russia met France and Kenya on Monday. ")[: _MB // 8] + b"</p>",
    ),
    "a page of 100,000 opening tags": ("text/html", b"<b><i>" * 50_000 + b"Russia met France."),
}
"""Content types and bodies by what they are."""


def promises() -> list[Table]:
    """Each body once, after a first article; the model answers at once."""
    with tempfile.TemporaryDirectory() as name, model() as stub, service(Path(name), stub.port) as ours:
        asyncio.run(drive(ours.port, different(3), 1))
        return [Table([asyncio.run(_row(what, ours.port)) for what in BODIES])]


async def _row(what: str, port: int) -> Row:
    content_type, body = BODIES[what]
    began = time.perf_counter()
    status = await exchange(port, post(PATH, body, content_type))
    seconds = time.perf_counter() - began
    good = status in REFUSALS or (status == 200 and seconds < SECONDS)
    return (f"{what}, s", f"{seconds:.2f}, {status}", f"{SECONDS:.2f}, or 413, 422", judged(seconds / SECONDS, "≤ 1", good=good))
