"""Played: the case came to an end without an error of ours."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    del case
    return Mark.of(not record.error, record.error)


MEASURE = Measure(name="played", title="played without error", judge=judge, is_promise=True)
