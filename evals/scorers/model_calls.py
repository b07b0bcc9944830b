"""Model calls: no turn asks a model more than twice."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record

MOST = 2


def judge(case: Case, record: Record) -> Mark | None:
    del case
    if not record.turns:
        return None
    calls = record.model_calls / len(record.turns)
    return Mark.of(calls <= MOST, f"{calls:.1f} calls and {record.tokens / len(record.turns):.0f} tokens a turn")


MEASURE = Measure(name="model_calls", title="at most two model calls a turn", judge=judge, is_promise=True)
