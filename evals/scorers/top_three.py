"""Top-3: the primary destination is among the first three suggested."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record

FIRST = 3


def judge(case: Case, record: Record) -> Mark | None:
    if not case.destinations:
        return None
    shown = [route.id for route in record.routes[:FIRST]]
    return Mark.of(case.destinations[0] in shown, f"{case.destinations[0]} is not among {shown or 'none'}")


MEASURE = Measure(name="top_three", title="primary destination in the first three", judge=judge)
