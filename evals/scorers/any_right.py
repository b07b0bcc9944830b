"""Any right: the first destination suggested is one of those that are right."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if not case.destinations:
        return None
    first = record.routes[0].id if record.routes else "none"
    return Mark.of(first in case.destinations, f"first is {first}, should be one of {', '.join(case.destinations)}")


MEASURE = Measure(name="any_right", title="first destination is one of the right ones", judge=judge)
