"""Thrift: questions asked against the fewest that would do; 1 is no question too many."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    least = case.persona.get("least_questions", "")
    if not least or not record.asked:
        return None
    asked = len(record.asked)
    return Mark(min(1.0, int(least) / asked), f"asked {asked}, {least} would do: {', '.join(record.asked)}")


MEASURE = Measure(name="thrift", title="fewest questions / questions asked", judge=judge)
