"""Turned away: what Indgang does not do is met as a boundary, and an emergency as an emergency."""

from evals.cases import TURNED_AWAY, Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if case.is_answerable is not False:
        return None
    accepted = {"emergency"} if "emergency" in case.expected_route else TURNED_AWAY
    return Mark.of(record.outcome in accepted, f"was {record.outcome or 'not answered'}")


MEASURE = Measure(name="turned_away", title="recall: what is not ours is turned away", judge=judge)
