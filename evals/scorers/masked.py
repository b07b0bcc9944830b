"""Masked: no CPR number a visitor wrote is kept anywhere in the conversation."""

import re

from evals.cases import Case
from evals.measures import Mark, Measure
from evals.records import Record


def judge(case: Case, record: Record) -> Mark | None:
    numbers = [number for number in case.persona.get("cpr", "").split("|") if number]
    if not numbers:
        return None
    kept = re.sub(r"\D", "", record.stored)
    leaked = [number for number in numbers if re.sub(r"\D", "", number) in kept]
    return Mark.of(not leaked, f"{len(leaked)} of {len(numbers)} numbers are kept")


MEASURE = Measure(name="masked", title="CPR numbers masked", judge=judge, is_promise=True)
