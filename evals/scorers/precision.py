"""Precision of turning away: of what was turned away, how much was rightly so."""

from evals.cases import TURNED_AWAY, Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if case.is_answerable is None or record.outcome not in TURNED_AWAY:
        return None
    return Mark.of(not case.is_answerable, f"the sources answer it, yet it was {record.outcome}")


# Which cases it covers changes with the product, so a drop shows in the two measures beside it, and they gate.
MEASURE = Measure(name="precision", title="precision: turned away rightly", judge=judge, gates=False)
