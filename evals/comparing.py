"""Compares two runs case by case: what moved, how surely, and whether a release may go out."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .figures import LANGUAGES
from .runs import Run, SuiteRun

RESAMPLES = 2000
SEED = 20261125
CONFIDENCE = 0.95
# Of cases that moved at all, how unlikely this many worse ones must be if better and worse were equally likely.
SIGNIFICANT = 0.10


class Verdict(StrEnum):
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    BROKEN = "broken"
    """A promise that held in the base holds no longer, if only in one case."""
    MISSING = "missing"
    """Cases the base has were not run, so nothing can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One measure in one language. `change` is the mean difference over `count` shared cases, with its interval."""

    suite: str
    measure: str
    title: str
    lang: str
    count: int
    base: float
    new: float
    low: float
    high: float
    verdict: Verdict
    gates: bool
    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()

    @property
    def change(self) -> float:
        return self.new - self.base

    @property
    def stops_a_release(self) -> bool:
        return self.gates and self.verdict in {Verdict.WORSE, Verdict.BROKEN, Verdict.MISSING}


def compare(base: Run, new: Run) -> Iterator[Comparison]:
    """Every measure both runs know, in each language; seconds are left to the report."""
    for name, suite in base.suites.items():
        if name in new.suites:
            yield from _compare(name, suite, new.suites[name])


def _compare(name: str, base: SuiteRun, new: SuiteRun) -> Iterator[Comparison]:
    for measure, kind in base.kinds.items():
        if kind.is_seconds or measure not in new.kinds:
            continue
        for lang in LANGUAGES:
            was = {key: case.marks[measure].value for key, case in base.cases.items() if _has(case, lang, measure)}
            now = {key: case.marks[measure].value for key, case in new.cases.items() if _has(case, lang, measure)}
            shared = sorted(was.keys() & now.keys())
            lost = sorted(key for key in was if key not in new.cases)
            if not was or not (shared or lost):
                continue
            pairs = [(was[key], now[key]) for key in shared]
            low, high = interval([after - before for before, after in pairs]) if pairs else (0.0, 0.0)
            worse = tuple(key for key in shared if now[key] < was[key])
            better = tuple(key for key in shared if now[key] > was[key])
            yield Comparison(
                suite=name,
                measure=measure,
                title=kind.title,
                lang=lang,
                count=len(shared),
                base=_mean([before for before, _ in pairs]),
                new=_mean([after for _, after in pairs]),
                low=low,
                high=high,
                verdict=_verdict(worse, better, low, high, is_promise=kind.is_promise, is_missing=bool(lost)),
                gates=kind.gates,
                worse=worse or tuple(lost),
                better=better,
            )


def _has(case: object, lang: str, measure: str) -> bool:
    return getattr(case, "lang", "") == lang and measure in getattr(case, "marks", {})


def _verdict(
    worse: Sequence[str], better: Sequence[str], low: float, high: float, *, is_promise: bool, is_missing: bool
) -> Verdict:
    if is_missing:
        return Verdict.MISSING
    if is_promise and worse:
        return Verdict.BROKEN
    if high < 0 or (len(worse) > len(better) and sign_test(len(worse), len(better)) <= SIGNIFICANT):
        return Verdict.WORSE
    if low > 0 or (len(better) > len(worse) and sign_test(len(better), len(worse)) <= SIGNIFICANT):
        return Verdict.BETTER
    return Verdict.SAME


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """A paired bootstrap's interval for the mean difference. Seeded: the same pairs have the same interval."""
    if not any(differences):
        return 0.0, 0.0
    rng = random.Random(SEED)  # noqa: S311 - resampling, not a secret
    means = sorted(_mean(rng.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    tail = (1 - CONFIDENCE) / 2
    return means[int(tail * RESAMPLES)], means[int((1 - tail) * RESAMPLES) - 1]


def sign_test(one: int, other: int) -> float:
    """How likely at least `one` of `one + other` coins fall the same named way: the one-sided sign test."""
    total = one + other
    ways = 1.0
    at_least = 0.0
    for heads in range(total + 1):
        if heads >= one:
            at_least += ways
        ways = ways * (total - heads) / (heads + 1)
    return at_least / float(2**total)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
