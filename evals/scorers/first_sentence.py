"""First sentence: seconds until a visitor could see the first proved words, the slowest turn of the case."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    del case
    return Mark(max(turn.first_sentence for turn in record.turns)) if record.turns else None


MEASURE = Measure(name="first_sentence", title="seconds to the first words", judge=judge, gates=False, is_seconds=True)
