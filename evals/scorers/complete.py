"""Complete: the answer states every key fact of its case."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record

from . import facts


def judge(case: Case, record: Record) -> Mark | None:
    mark = facts.judge(case, record)
    return mark and Mark.of(mark.value == 1, mark.why)


MEASURE = Measure(name="complete", title="answers with all their facts", judge=judge)
