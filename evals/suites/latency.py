"""Latency and cost: seconds to the first words and to the whole answer, model calls and tokens. It only informs."""

from evals.cases import load_cases
from evals.house import Subject
from evals.scorers import first_sentence, model_calls, whole_answer
from evals.suite import Prepared, Suite, asked


async def prepare(subject: Subject) -> Prepared:
    del subject
    return Prepared(
        plays=[asked(case) for case in load_cases(["spine", "further"])],
        measures=[first_sentence.MEASURE, whole_answer.MEASURE, model_calls.MEASURE],
    )


LATENCY = Suite(name="latency-cost", title="Latency and cost", prepare=prepare)
