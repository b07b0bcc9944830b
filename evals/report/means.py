"""What a run's marks add up to: per measure and language, and how far the languages lie apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evals.figures import values
from evals.runs import Scored, SuiteRun

CONFIDENT = 1.96
"""Standard errors either side that hold the truth 19 times in 20."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over so many cases and its standard error; the mean is None where nothing was measured."""

    mean: float | None
    cases: int
    error: float = 0.0

    @classmethod
    def of(cls, values: Sequence[float]) -> "Figure":
        if not values:
            return cls(None, 0)
        mean = math.fsum(values) / len(values)
        if len(values) == 1:
            return cls(mean, 1)
        spread = math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
        return cls(mean, len(values), math.sqrt(spread / len(values)))


@dataclass(frozen=True, slots=True)
class Parity:
    """Danish less English. `is_real` where chance alone seldom parts equal languages so far."""

    difference: float
    is_real: bool


def figure(suite: SuiteRun, measure: str, *, lang: str = "", split: str = "") -> Figure:
    return Figure.of(values(suite.cases.values(), measure, lang=lang, split=split))


def parity(danish: Figure, english: Figure) -> Parity | None:
    """None where a language was not measured."""
    if danish.mean is None or english.mean is None:
        return None
    difference = danish.mean - english.mean
    return Parity(difference, abs(difference) > CONFIDENT * math.hypot(danish.error, english.error))


def headline(suite: SuiteRun) -> str:
    """The measure a suite is known by: the first it names."""
    return next(iter(suite.kinds), "")


def shortfall(suite: SuiteRun, case: Scored) -> float:
    """How far a case fell short: what its gating marks lack of 1, a broken promise counted as ten."""
    weights = {name: 10.0 if kind.is_promise else 1.0 for name, kind in suite.kinds.items() if kind.gates}
    return math.fsum(weights[name] * (1 - mark.value) for name, mark in case.marks.items() if name in weights)


def worst(suite: SuiteRun, *, lang: str, most: int) -> list[Scored]:
    """The cases of a language that fell shortest, worst first; those without a fault are left out."""
    ranked = sorted(
        ((shortfall(suite, case), case.id, case) for case in suite.cases.values() if case.lang == lang),
        key=lambda each: (-each[0], each[1]),
    )
    return [case for short, _, case in ranked[:most] if short > 0]
