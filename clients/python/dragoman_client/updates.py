"""What a stream tells while an article is read: server-sent events in, typed updates out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from dragoman_client.errors import ProblemBody, problem_of
from dragoman_client.models import Delegation, Event, Extraction, Record, Stance


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many model calls are answered."""

    done: int
    calls: int


@dataclass(frozen=True, slots=True)
class Found:
    """A record as soon as it is complete. In the whole extraction its id may be another one."""

    record: Record


@dataclass(frozen=True, slots=True)
class Done:
    """The whole extraction, equal to the plain answer; the last update."""

    extraction: Extraction


Update = Progress | Found | Done
_RECORDS: Final[dict[str, type[Event | Delegation | Stance]]] = {"event": Event, "delegation": Delegation, "stance": Stance}


class Decoder:
    """Server-sent events, in whatever pieces they come."""

    def __init__(self) -> None:
        self._rest = b""
        self._name, self._data = "message", list[str]()

    def feed(self, piece: bytes) -> Iterator[Update]:
        """Give the updates that `piece` completes. Raises `Problem` when the stream tells of one, `ValueError` for nonsense.

        Lines end where the bytes say so: a text may hold other characters that some take for line ends.
        """
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            update = self._line(line.removesuffix(b"\r").decode())
            if update is not None:
                yield update

    def _line(self, line: str) -> Update | None:
        if line:
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "event":
                self._name = value
            elif name == "data":
                self._data.append(value)
            return None
        event, data = self._name, "\n".join(self._data)
        self._name, self._data = "message", []
        return _KNOWN[event](data) if data and event in _KNOWN else None


class _ProgressData(BaseModel):
    done: int
    calls: int


class _RecordData(BaseModel):
    kind: str
    record: dict[str, Any]


def _progress(data: str) -> Update:
    told = _ProgressData.model_validate_json(data)
    return Progress(told.done, told.calls)


def _found(data: str) -> Update | None:
    told = _RecordData.model_validate_json(data)
    model = _RECORDS.get(told.kind)
    return None if model is None else Found(model.model_validate(told.record))


def _done(data: str) -> Update:
    return Done(Extraction.model_validate_json(data))


def _problem(data: str) -> Update:
    raise problem_of(ProblemBody.model_validate_json(data))


_KNOWN: Final[dict[str, Callable[[str], Update | None]]] = {
    "progress": _progress,
    "record": _found,
    "extraction": _done,
    "problem": _problem,
}
