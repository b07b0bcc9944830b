"""Reasons cite: every destination a rule names is proved by a card."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record

BY_DEFAULT = "default"


def judge(case: Case, record: Record) -> Mark | None:
    del case
    ruled = [route for route in record.routes if route.rule != BY_DEFAULT]
    bare = [route.id for route in ruled if not route.citations]
    return Mark.of(not bare, f"no proof for {', '.join(bare)}") if ruled else None


MEASURE = Measure(name="reasons_cite", title="destinations proved by a card", judge=judge, is_promise=True)
