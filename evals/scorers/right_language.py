"""Right language: Indgang answers in the visitor's language."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    return Mark.of(record.lang == case.lang, f"answered in {record.lang}") if record.turns else None


MEASURE = Measure(name="right_language", title="answered in the visitor's language", judge=judge, is_promise=True)
