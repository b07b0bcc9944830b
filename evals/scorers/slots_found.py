"""Slots found: the share of what a visitor revealed that was taken up at all."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if not case.revealed:
        return None
    missed = sorted(case.revealed - set(record.slots))
    return Mark(1 - len(missed) / len(case.revealed), f"not taken up: {', '.join(missed)}" if missed else "")


MEASURE = Measure(name="slots_found", title="revealed values taken up", judge=judge)
