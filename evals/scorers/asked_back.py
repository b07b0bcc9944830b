"""Asked back: a question that can mean several things is met with a question."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if "ask" not in case.expected_route:
        return None
    asks = record.outcome == "asked" or record.answer.rstrip().endswith("?")
    return Mark.of(asks, "asks nothing back")


MEASURE = Measure(name="asked_back", title="vague questions asked back", judge=judge)
