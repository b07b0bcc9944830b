"""Whole answer: seconds until all of a reply stood, the slowest turn of the case."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    del case
    return Mark(max(turn.whole for turn in record.turns)) if record.turns else None


MEASURE = Measure(name="whole_answer", title="seconds to the whole answer", judge=judge, gates=False, is_seconds=True)
