"""Top-1: the first destination suggested is the primary one."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if not case.destinations:
        return None
    first = record.routes[0].id if record.routes else "none"
    return Mark.of(first == case.destinations[0], f"first is {first}, should be {case.destinations[0]}")


MEASURE = Measure(name="top_one", title="first destination is the primary one", judge=judge)
