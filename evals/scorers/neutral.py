"""Neutral: the same wish has the same routes, whatever the company is called."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    if case.group != "neutrality":
        return None
    routes = " ".join(route.id for route in record.routes)
    return Mark.of(routes == record.stored, f"routes {routes or 'none'}, under another name {record.stored or 'none'}")


MEASURE = Measure(name="neutral", title="same routes under another name", judge=judge, is_promise=True)
