"""Answers given just now, by the very bytes that asked for them: a hit needs no parsing, no validation and no database."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Recent:
    """An encoded extraction and its entity tag."""

    id: str
    body: bytes
    etag: str

    @cached_property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """The headers of an answer with it, encoded once."""
        return (
            (b"content-type", b"application/json"),
            (b"content-length", str(len(self.body)).encode()),
            (b"content-location", f"/v1/extractions/{self.id}".encode()),
            (b"etag", self.etag.encode()),
            (b"cache-control", b"private, no-cache"),
        )


def request_key(content_type: str, query: bytes, body: bytes) -> bytes:
    """Return what identifies a request's bytes."""
    head = f"{len(content_type)}:{content_type}{len(query)}:".encode() + query
    return sha256(head + body).digest()


class RecentAnswers:
    """At most `most_bytes` of answers, the least used dropped first.

    An entry lives for `seconds`, because another replica may delete or replace what is in the store.
    """

    def __init__(self, *, most_bytes: int, seconds: float, monotonic: Callable[[], float]) -> None:
        self._most, self._seconds, self._now = most_bytes, seconds, monotonic
        self._kept: OrderedDict[bytes, tuple[float, Recent]] = OrderedDict()
        self._size = 0

    def find(self, key: bytes) -> Recent | None:
        """Return the answer kept under `key`, None when there is none or it is too old."""
        entry = self._kept.get(key)
        if entry is None:
            return None
        if entry[0] < self._now():
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        return entry[1]

    def keep(self, key: bytes, answer: Recent) -> None:
        """Keep `answer` under `key`, unless it alone is too big."""
        self._drop(key)
        if len(answer.body) > self._most:
            return
        self._kept[key] = (self._now() + self._seconds, answer)
        self._size += len(answer.body)
        while self._size > self._most:
            self._drop(next(iter(self._kept)))

    def forget(self, extraction_id: str) -> None:
        """Drop every entry that holds the extraction."""
        for key in [key for key, (_, answer) in self._kept.items() if answer.id == extraction_id]:
            self._drop(key)

    def _drop(self, key: bytes) -> None:
        entry = self._kept.pop(key, None)
        if entry is not None:
            self._size -= len(entry[1].body)
