"""Answered: what the sources answer is not turned away."""

from evals.cases import TURNED_AWAY, Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if not case.is_answerable:
        return None
    is_turned_away = not record.outcome or record.outcome in TURNED_AWAY
    return Mark.of(not is_turned_away, f"was {record.outcome or 'not answered'}")


MEASURE = Measure(name="answered", title="what is ours is answered", judge=judge)
