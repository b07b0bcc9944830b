"""Where traces go: nowhere, the console, or an OpenTelemetry collector."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter

from bot.tracing import traced_by

CONSOLE = "console"
NAME = "indgang"


@contextmanager
def tracing_to(where: str) -> Generator[None]:
    """`where` is empty, `console`, or a collector's address for OTLP over gRPC (`http://127.0.0.1:4317`)."""
    if not where:
        yield
        return
    # The resource is ours alone: a detected one would carry the machine's name and the command line.
    provider = TracerProvider(resource=Resource({"service.name": NAME}))
    provider.add_span_processor(BatchSpanProcessor(_exporter(where)))
    try:
        with traced_by(provider.get_tracer(NAME)):
            yield
    finally:
        provider.shutdown()


def _exporter(where: str) -> SpanExporter:
    if where == CONSOLE:
        return ConsoleSpanExporter(out=sys.stderr)
    return OTLPSpanExporter(endpoint=where, insecure=where.startswith("http://"))
