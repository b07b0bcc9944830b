"""Cited: an answered case shows at least one source."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    del case
    return Mark.of(bool(record.sources), "no source is shown") if record.outcome == "answered" else None


MEASURE = Measure(name="cited", title="answered with a source", judge=judge, is_promise=True)
