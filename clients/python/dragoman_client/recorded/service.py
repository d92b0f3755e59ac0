"""The stand-in: a loopback server in a thread that answers what was recorded, and nothing else."""

import json
from collections import deque
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

from dragoman_client.async_client import AsyncClient
from dragoman_client.client import Client
from dragoman_client.models import Extraction
from dragoman_client.recorded.asked import Asked
from dragoman_client.recorded.cases import Case, case_of, read_cases
from dragoman_client.recorded.faults import Fault, fault
from dragoman_client.recorded.handler import handler_of
from dragoman_client.retries import Retries


class RecordedService:
    """Serves recorded extractions at `url` while its `with` block runs. `requests` lists what was asked, in order."""

    def __init__(self, *folders: Path) -> None:
        self.requests: list[Asked] = []
        self._cases: dict[str, Case] = {}
        self._deleted: set[str] = set()
        self._faults: deque[Fault] = deque()
        self._seconds, self._stopping, self._lock = 0.0, Event(), Lock()
        for folder in folders:
            self.load(folder)

    def load(self, folder: Path) -> None:
        """Serve the recordings under `folder` too; of two of the same article the later one."""
        for case in read_cases(folder):
            self._cases[case.article] = case

    def add(self, article: str, extraction: Extraction, *, name: str = "added") -> None:
        """Serve `extraction` for `article`."""
        self._cases[article] = case_of(name, article, extraction.model_dump_json().encode())

    def fail_next(
        self,
        status: int = 503,
        *,
        times: int = 1,
        retry_after: float | None = None,
        name: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Refuse the next requests with `status`; `name` picks the problem (`model-unavailable`) where the usual one won't do."""
        self._faults.extend([fault(status, name=name, detail=detail, retry_after=retry_after)] * times)

    def cut_next(self, *, times: int = 1) -> None:
        """Close the connection of the next requests without an answer."""
        self._faults.extend([Fault(0, "", "", cut=True)] * times)

    def slow(self, seconds: float) -> None:
        """Wait so long before every answer from now on; 0 ends it."""
        self._seconds = seconds

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the recordings served."""
        return tuple(case.name for case in self._cases.values())

    def article(self, name: str) -> str:
        """Return the recorded article of that name; raise `KeyError`."""
        return self._named(name).article

    def extraction(self, name: str) -> Extraction:
        """Return the recorded extraction of that name; raise `KeyError`."""
        return self._named(name).extraction

    def client(self, *, retries: Retries = Retries(seconds=5.0, first=0.01)) -> Client:  # noqa: B008 - a frozen value
        """Return a client of this service that does not wait long."""
        return Client(self.url, retries=retries)

    def async_client(self, *, retries: Retries = Retries(seconds=5.0, first=0.01)) -> AsyncClient:  # noqa: B008 - as above
        """Return an asynchronous client of this service that does not wait long."""
        return AsyncClient(self.url, retries=retries)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self._server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name="recorded dragoman")
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def note(self, asked: Asked) -> Fault | None:
        """Write down a request, wait if it was asked to, and return the fault that is due."""
        with self._lock:
            self.requests.append(asked)
            due = self._faults.popleft() if self._faults else None
        self._stopping.wait(self._seconds)
        return due

    def find(self, article: str) -> Case | None:
        """Return the recording of exactly this article; one that was deleted is back when it is asked for again."""
        case = self._cases.get(article)
        if case is not None:
            self._deleted.discard(case.extraction.id)
        return case

    def find_id(self, extraction_id: str, *, delete: bool = False) -> Case | None:
        """Return the recording whose extraction has that id, unless it was deleted."""
        cases = (case for case in self._cases.values() if case.extraction.id == extraction_id)
        case = next(cases, None) if extraction_id not in self._deleted else None
        if delete and case is not None:
            self._deleted.add(extraction_id)
        return case

    def told(self) -> str:
        """Return what is recorded, for a person."""
        return "; ".join(f"{case.name} ({json.dumps(case.article[:60], ensure_ascii=False)} …)" for case in self._cases.values())

    def _named(self, name: str) -> Case:
        for case in self._cases.values():
            if case.name == name:
                return case
        raise KeyError(f"{name}; there are {', '.join(self.names) or 'no recordings'}")
