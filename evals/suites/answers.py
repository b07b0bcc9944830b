"""Answers: what is stated, what rests on the right source, and what is admitted not to be known."""

from evals.cases import load_cases
from evals.gold import GoldCards
from evals.house import Subject
from evals.scorers import (
    citation_precision,
    citation_recall,
    cited,
    complete,
    declared,
    facts,
    grounded,
    must_not,
    no_phones,
    played,
    right_language,
    unsourced,
)
from evals.suite import Prepared, Suite, asked


async def prepare(subject: Subject) -> Prepared:
    gold = GoldCards.from_cards(subject.knowledge.cards)
    return Prepared(
        plays=[asked(case) for case in load_cases(["spine", "further"])],
        measures=[
            facts.MEASURE,
            complete.MEASURE,
            must_not.MEASURE,
            cited.MEASURE,
            citation_precision.measure(gold),
            citation_recall.measure(gold),
            grounded.MEASURE,
            unsourced.MEASURE,
            declared.MEASURE,
            no_phones.MEASURE,
            right_language.MEASURE,
            played.MEASURE,
        ],
    )


ANSWERS = Suite(name="answers", title="Answers", prepare=prepare)
