"""Day right: the body named first is the one that acts on the day the question is asked."""

from evals.cases import Case
from evals.matching import contains, normalise
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if case.group != "dated":
        return None
    named = normalise(record.routes[0].name) if record.routes else ""
    lacking = [name for name in case.key_facts if not contains(named, name)]
    strange = [name for name in case.must_not if contains(named, name)]
    return Mark.of(not lacking and not strange, f"names {record.routes[0].name if record.routes else 'nobody'}")


MEASURE = Measure(name="day_right", title="the body that acts on the day", judge=judge, is_promise=True)
