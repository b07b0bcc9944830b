"""What an operator's Prometheus reads: how often what happened, and how long requests took. Never what was said."""

import logging
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_OURS = "bot."


@dataclass(frozen=True, slots=True)
class Metrics:
    """One registry, so that two apps in one process count apart."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    events: Counter = field(init=False)
    requests: Histogram = field(init=False)

    def __post_init__(self) -> None:
        events = Counter(
            "indgang_events", "What happened, by the name it has in the log", ["event", "level"], registry=self.registry
        )
        requests = Histogram(
            "indgang_request_seconds",
            "Seconds until a response began, by route",
            ["method", "route", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )
        object.__setattr__(self, "events", events)
        object.__setattr__(self, "requests", requests)

    def heard(self, *, method: str, route: str, status: int, seconds: float) -> None:
        self.requests.labels(method=method, route=route, status=str(status)).observe(seconds)

    def text(self) -> bytes:
        """In Prometheus' own format, `CONTENT_TYPE`."""
        return generate_latest(self.registry)


class EventCounter(logging.Handler):
    """Counts the log's events by name: what is worth a line in the log is worth a number."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.INFO)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        # An event of ours is a constant name; another library's message may hold anything.
        if record.name.startswith(_OURS) and not record.args:
            self._metrics.events.labels(event=record.msg, level=record.levelname.lower()).inc()
