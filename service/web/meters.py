"""What /metrics tells, in Prometheus' text format. Labels are routes and statuses, never ids or article data."""

from pathlib import Path
from typing import Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from service import __version__
from service.web.admission import Admission

_SECONDS = (0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320)


Source = Literal["model", "store", "memory", "replay"]


class Meters:
    """The counters of one application; with the folder `shared`, together with the other processes that count there."""

    def __init__(self, admission: Admission, *, shared: Path | None = None) -> None:
        self._registry = CollectorRegistry()
        self._told = self._registry if shared is None else _sum_in(shared)
        self._requests = Counter(
            "dragoman_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "dragoman_request_seconds",
            "Time until a request was answered.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._extractions = Counter(
            "dragoman_extractions", "Extractions by where they came from.", ("source",), registry=self._registry
        )
        self._by_answer: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._by_source = {source: self._extractions.labels(source) for source in get_args(Source)}
        info = self._gauge("dragoman_info", "Version of the service.", ("version",), of_all="livemax")
        info.labels(__version__).set(1)
        inside = self._gauge("dragoman_extractions_in_progress", "Extractions under way.")
        waiting = self._gauge("dragoman_extractions_waiting", "Extractions in the queue.")
        if shared is None:
            inside.set_function(lambda: admission.inside)
            waiting.set_function(lambda: admission.waiting)
        else:

            def write() -> None:  # another process tells them, and cannot call into this one
                inside.set(admission.inside)
                waiting.set(admission.waiting)

            admission.on_change = write

    def _gauge(
        self, name: str, help_text: str, labels: tuple[str, ...] = (), *, of_all: Literal["livesum", "livemax"] = "livesum"
    ) -> Gauge:
        """Return a gauge; `of_all` is what is told of it where several processes count together."""
        return Gauge(name, help_text, labels, registry=self._registry, multiprocess_mode=of_all)

    def answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is the path template."""
        counter = self._by_answer.get((method, route, status))
        if counter is None:  # looking a counter up by its labels takes longer than the rest of counting
            counter = (self._requests.labels(method, route, status), self._seconds.labels(route))
            self._by_answer[method, route, status] = counter
        counter[0].inc()
        counter[1].observe(seconds)

    def extracted(self, *, source: Source) -> None:
        """Count an extraction by where it came from."""
        self._by_source[source].inc()

    def text(self) -> bytes:
        """Return all of it as Prometheus reads it."""
        return generate_latest(self._told)


def _sum_in(folder: Path) -> CollectorRegistry:
    from service.web.shared_meters import sum_in  # noqa: PLC0415 - only where several processes count

    return sum_in(folder)
