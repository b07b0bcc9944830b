"""Figures of a run: each measure in each language, and how far the languages lie apart."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .runs import Run, Scored

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
                found = values(suite.cases.values(), measure, lang=lang)
                if found:
                    yield Figure(
                        suite=name,
                        measure=measure,
                        title=kind.title,
                        lang=lang,
                        count=len(found),
                        value=percentile(found, 0.5) if kind.is_seconds else sum(found) / len(found),
                        high=percentile(found, 0.95) if kind.is_seconds else 0.0,
                        is_promise=kind.is_promise,
                        is_seconds=kind.is_seconds,
                    )


def values(cases: Iterable[Scored], measure: str, *, lang: str = "", split: str = "") -> list[float]:
    """The marks of one measure, narrowed to a language or a half of the set where one is named."""
    return [
        case.marks[measure].value
        for case in cases
        if measure in case.marks and lang in {"", case.lang} and split in {"", case.split}
    ]


def parity(figures: Sequence[Figure]) -> float | None:
    """How many points the languages lie apart, for one measure's figures; None where only one was scored."""
    shares = [figure.value for figure in figures if not figure.is_seconds]
    return 100 * abs(shares[0] - shares[1]) if len(shares) == len(LANGUAGES) else None


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
