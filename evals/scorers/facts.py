"""Facts met: the share of a case's key facts that the answer states."""

from evals.cases import Case
from evals.matching import meets
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if not case.key_facts:
        return None
    missing = [entry for entry in case.key_facts if not meets(entry, record.answer)]
    return Mark(1 - len(missing) / len(case.key_facts), "; ".join(f"does not state: {entry}" for entry in missing))


MEASURE = Measure(name="facts", title="key facts stated", judge=judge)
