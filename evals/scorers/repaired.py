"""Repaired: what a visitor corrected, skipped or asked on the way did not derail the conversation."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if case.group != "persona":
        return None
    return Mark.of(record.outcome == "handover_offered", f"ended as {record.outcome} after {len(record.turns)} turns")


MEASURE = Measure(name="repaired", title="conversations that reach a handover", judge=judge)
