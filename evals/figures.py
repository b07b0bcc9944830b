"""Figures of a run: each measure in each language, and how far the languages lie apart."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .runs import Run, SuiteRun

LANGUAGES = ("da", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure in one language: the mean of `count` marks (for seconds, their median and 95th percentile)."""

    suite: str
    measure: str
    title: str
    lang: str
    count: int
    value: float
    high: float = 0.0
    is_promise: bool = False
    is_seconds: bool = False

    @property
    def shown(self) -> str:
        if self.is_seconds:
            return f"{self.value:.2f} / {self.high:.2f} s"
        return f"{100 * self.value:.1f} %"


def figures_of(run: Run) -> Iterator[Figure]:
    """Suite by suite, measure by measure, Danish before English; a measure nothing was scored by is left out."""
    for name, suite in run.suites.items():
        for measure, kind in suite.kinds.items():
            for lang in LANGUAGES:
                values = values_of(suite, measure, lang)
                if values:
                    yield Figure(
                        suite=name,
                        measure=measure,
                        title=kind.title,
                        lang=lang,
                        count=len(values),
                        value=percentile(values, 0.5) if kind.is_seconds else sum(values) / len(values),
                        high=percentile(values, 0.95) if kind.is_seconds else 0.0,
                        is_promise=kind.is_promise,
                        is_seconds=kind.is_seconds,
                    )


def values_of(suite: SuiteRun, measure: str, lang: str) -> list[float]:
    return [case.marks[measure].value for case in suite.cases.values() if case.lang == lang and measure in case.marks]


def parity(figures: Sequence[Figure]) -> float | None:
    """How many points the languages lie apart, for one measure's figures; None where only one was scored."""
    values = [figure.value for figure in figures if not figure.is_seconds]
    return 100 * abs(values[0] - values[1]) if len(values) == len(LANGUAGES) else None


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
