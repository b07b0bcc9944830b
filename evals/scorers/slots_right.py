"""Slots right: the share of the values taken up that are true of the visitor."""

from evals.cases import Case
from evals.matching import says_the_same
from evals.measures import Mark, Measure
from evals.records import Record, Slot

CODED = "code:"
"""A truth that begins so names the value's code, where a field is a closed set."""


def judge(case: Case, record: Record) -> Mark | None:
    taken = sorted(case.revealed & set(record.slots))
    wrong = [name for name in taken if not is_true(record.slots[name], case.persona.get(name, ""))]
    why = "; ".join(f"{name} is {record.slots[name].value!r}, not {case.persona.get(name)!r}" for name in wrong)
    return Mark(1 - len(wrong) / len(taken), why) if taken else None


def is_true(slot: Slot, truth: str) -> bool:
    if truth.startswith(CODED):
        return set(truth.removeprefix(CODED).split()) == set(slot.code.split())
    return says_the_same(slot.value, truth) or says_the_same(slot.quote, truth)


MEASURE = Measure(name="slots_right", title="values taken up that are true", judge=judge)
