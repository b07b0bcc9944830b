"""Must-nots: the answer holds no words that only a wrong answer would."""

from evals.cases import Case
from evals.matching import contains, normalise
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    text = normalise(record.answer)
    wrong = [entry for entry in case.must_not if contains(text, entry)]
    return Mark.of(not wrong, f"says: {', '.join(wrong)}") if case.must_not else None


MEASURE = Measure(name="must_not", title="no wrong words", judge=judge)
