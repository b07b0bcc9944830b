"""Declared: where the sources do not say, the answer says so instead of inventing."""

from evals.cases import Case
from evals.matching import meets
from evals.measures import Mark, Measure
from evals.records import Record

SIGNS = ("not state", "oplyser ikke", "står ikke", "fremgår ikke")


def judge(case: Case, record: Record) -> Mark | None:
    entry = next((entry for entry in case.key_facts if sum(sign in entry for sign in SIGNS) > 1), None)
    if entry is None:
        return None
    return Mark.of(meets(entry, record.answer), "does not say that the sources are silent")


MEASURE = Measure(name="declared", title="silence of the sources declared", judge=judge)
