"""Spans for whoever watches the service: which step ran, how long, how many. By type, never what was said."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, StrEnum

from opentelemetry.trace import NoOpTracer, Span, Status, StatusCode, Tracer

Measured = bool | int | float | Enum
"""What a span may carry. A visitor's words are text, and text does not fit."""


class Step(StrEnum):
    TURN = "turn"
    UNDERSTANDING = "understanding"
    RETRIEVAL = "retrieval"
    DRAFTING = "drafting"
    PROOF = "proof"
    ROUTING = "routing"
    STORING = "storing"
    DELIVERY = "delivery"


@dataclass(slots=True)
class _Chosen:
    tracer: Tracer


_chosen = _Chosen(NoOpTracer())


@dataclass(frozen=True, slots=True)
class Marks:
    """What is written on one span."""

    span: Span

    def measure(self, **values: Measured) -> None:
        for name, value in values.items():
            self.span.set_attribute(f"indgang.{name}", value.name.lower() if isinstance(value, Enum) else value)


@contextmanager
def step(name: Step, **values: Measured) -> Generator[Marks]:
    """A span around the block. An error is told by its kind alone: its message may quote a visitor."""
    with _chosen.tracer.start_as_current_span(
        f"indgang.{name}", record_exception=False, set_status_on_exception=False
    ) as span:
        marks = Marks(span)
        marks.measure(**values)
        try:
            yield marks
        except Exception as error:
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


@contextmanager
def traced_by(tracer: Tracer) -> Generator[None]:
    """Where spans go while the block runs; otherwise they go nowhere."""
    before, _chosen.tracer = _chosen.tracer, tracer
    try:
        yield
    finally:
        _chosen.tracer = before
