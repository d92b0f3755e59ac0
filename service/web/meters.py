"""What /metrics tells, in Prometheus' text format. Labels are routes and statuses, never ids or article data."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from service import __version__
from service.web.admission import Admission

_SECONDS = (0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320)


class Meters:
    """The counters of one application."""

    def __init__(self, admission: Admission) -> None:
        self._registry = CollectorRegistry()
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
        self._problems = Counter("dragoman_problems", "Problems answered, by type.", ("type",), registry=self._registry)
        Gauge("dragoman_info", "Version of the service.", ("version",), registry=self._registry).labels(__version__).set(1)
        inside = Gauge("dragoman_extractions_in_progress", "Extractions under way.", registry=self._registry)
        inside.set_function(lambda: admission.inside)
        waiting = Gauge("dragoman_extractions_waiting", "Extractions in the queue.", registry=self._registry)
        waiting.set_function(lambda: admission.waiting)

    def answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is the path template."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def extracted(self, *, source: str) -> None:
        """Count an extraction; `source` is `model`, `store`, `memory` or `replay`."""
        self._extractions.labels(source).inc()

    def failed(self, *, problem: str) -> None:
        """Count a problem of this type."""
        self._problems.labels(problem).inc()

    def text(self) -> bytes:
        """Return all of it as Prometheus reads it."""
        return generate_latest(self._registry)
