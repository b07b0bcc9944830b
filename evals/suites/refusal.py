"""Refusal: what is not ours is turned away, what is ours is answered, what is vague is asked back."""

from evals.cases import load_cases
from evals.house import Subject
from evals.scorers import answered, asked_back, precision, turned_away
from evals.suite import Prepared, Suite, asked


async def prepare(subject: Subject) -> Prepared:
    del subject
    return Prepared(
        plays=[asked(case) for case in load_cases() if case.is_answerable is not None or "ask" in case.expected_route],
        measures=[turned_away.MEASURE, answered.MEASURE, precision.MEASURE, asked_back.MEASURE],
    )


REFUSAL = Suite(name="refusal", title="Refusal", prepare=prepare)
