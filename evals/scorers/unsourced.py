"""Unsourced: Indgang's own words carry no figure, address or telephone number the visitor did not write."""

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record

from .grounded import ADDRESS, FIGURE


def judge(case: Case, record: Record) -> Mark | None:
    # What the visitor wrote may be said back, and a source's date may be told beside it.
    dates = [source.as_of for source in record.sources]
    said = " ".join((*case.said, *(turn.said for turn in record.turns), *dates))
    own = [shown.text for shown in record.shown if not shown.passage_ids]
    facts = [fact for text in own for fact in (*ADDRESS.findall(text), *FIGURE.findall(text)) if fact not in said]
    return Mark.of(not facts, f"without a source: {', '.join(facts)}") if own else None


MEASURE = Measure(name="unsourced", title="no facts in our own words", judge=judge)
