"""Invented: every value read from a visitor rests on words the visitor wrote."""

from evals.cases import Case
from evals.matching import normalise
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    del case
    said = normalise(" ".join(turn.said for turn in record.turns))
    if not record.slots:
        return None
    bare = [name for name, slot in record.slots.items() if not slot.quote or normalise(slot.quote) not in said]
    return Mark.of(not bare, f"never said: {', '.join(f'{name}={record.slots[name].value!r}' for name in bare)}")


MEASURE = Measure(name="invented", title="no invented values", judge=judge, is_promise=True)
