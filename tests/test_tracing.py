"""Traces tell which step ran and how long; an operator's collector never gets a word of what was said."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc  # type: ignore[import-untyped]
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from bot.domain import Language
from bot.telemetry import tracing_to
from bot.tracing import Step, step
from tests.fakes import FrozenClock, MemoryFeed, MemoryStore
from tests.house import Visitor, make_engine

pytestmark = pytest.mark.anyio
WISH = "We want to test our hemmelig-robotarm with patients at Odense University Hospital."
QUESTION = "What is Trial Nation?"


@dataclass(slots=True)
class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """A real OTLP receiver on loopback."""

    url: str = ""
    requests: list[Any] = field(default_factory=list[Any])

    def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - as the protocol names it
        del context
        self.requests.append(request)
        return trace_service_pb2.ExportTraceServiceResponse()

    @property
    def spans(self) -> list[Any]:
        return [
            span
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@contextmanager
def collecting() -> Generator[Collector]:
    server = grpc.server(ThreadPoolExecutor(max_workers=2))
    collector = Collector()
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(collector, server)  # type: ignore[no-untyped-call]
    collector.url = f"http://127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    try:
        yield collector
    finally:
        server.stop(None)


async def test_one_trace_a_turn_with_every_step_and_not_a_word() -> None:
    clock = FrozenClock()
    with collecting() as collector:
        with tracing_to(collector.url):
            visitor = await Visitor.arrives(
                make_engine(store=MemoryStore(clock=clock), feed=MemoryFeed(), clock=clock), language=Language.ENGLISH
            )
            said = [await visitor.says(WISH), await visitor.says(QUESTION)]
        sent = "".join(map(str, collector.requests))
        names = [span.name.removeprefix("indgang.") for span in collector.spans]
        traces = {span.trace_id for span in collector.spans}
        values = {(item.key, item.value.WhichOneof("value")) for span in collector.spans for item in span.attributes}
    steps = {Step.TURN, Step.UNDERSTANDING, Step.RETRIEVAL, Step.DRAFTING, Step.PROOF, Step.ROUTING, Step.STORING}
    assert set(names) >= steps
    assert len(traces) == 2
    assert names.count(Step.TURN) == 2
    assert {kind for _, kind in values} <= {"int_value", "bool_value", "double_value"}
    for word in (*WISH.split(), *QUESTION.split(), *(word for each in said for word in each.text.split()), visitor.id):
        assert len(word) < 6 or word not in sent


async def test_an_error_is_told_by_its_kind_alone() -> None:
    with collecting() as collector:
        with tracing_to(collector.url), pytest.raises(ValueError, match="hemmelig"), step(Step.PROOF):
            raise ValueError("hemmelig-robotarm")
        [span] = collector.spans
    assert span.status.message == "ValueError"
    assert list(span.events) == []
    assert "hemmelig" not in str(span)


def test_an_enumerated_value_is_told_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    with tracing_to("console"), step(Step.DELIVERY, kind=Language.DANISH, attempts=2):
        pass
    told = capsys.readouterr().err
    assert '"indgang.kind": "danish"' in told
    assert '"indgang.attempts": 2' in told


def test_nothing_is_traced_unless_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with tracing_to(""), step(Step.TURN):
        pass
    assert capsys.readouterr() == ("", "")
