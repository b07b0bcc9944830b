"""Finds texts by shared character 4-grams: BM25, scaled to the share of the question it could reach."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .arrays import Floats, Integers
from .folding import grams, word_grams, words

K1 = 1.2
B = 0.75
# What a gram found once in a text of half the usual length earns: the ceiling a coverage of 1 stands for.
CEILING = (K1 + 1) / (1 + K1 * 0.5)

Doubles = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """Which gram stands in which text, and how often: one entry a gram and text, text by text."""

    numbers: dict[str, int]
    grams: Numbers
    texts: Numbers
    times: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Postings:
    """Where each gram stands and what it earns there: one run of texts and weights a gram, end to end."""

    starts: Integers
    texts: Numbers
    weights: Floats


class KeywordIndex:
    """`owners` says which passage each text belongs to, in rising order; `brief` marks the foreseen questions.

    How rare a gram is, is counted over passages: a card whose questions repeat its words must not make them common.
    How long a text is, is compared to its own kind: a question is short, not a thorough text.
    """

    def __init__(self, texts: Sequence[str], *, owners: Sequence[int], brief: Sequence[bool]) -> None:
        counted = _count(texts)
        self._size = len(texts)
        self._numbers = counted.numbers
        self._passages = len(set(owners))
        order = np.argsort(counted.grams, kind="stable")
        starts = np.searchsorted(counted.grams[order], np.arange(len(self._numbers) + 1)).astype(np.int64)
        held = counted.texts[order]
        holders = _holders(np.asarray(owners, np.int64)[held], starts)
        rarity = np.array([_rarity(each, self._passages) for each in holders.tolist()])
        self._rarity = dict(zip(self._numbers, rarity.tolist(), strict=True))
        times = counted.times[order]
        lengths = np.bincount(counted.texts, counted.times, self._size).astype(np.float64)
        earned = times / (times + _length_factors(lengths, brief)[held])
        weights = (np.repeat(rarity, np.diff(starts)) * earned).astype(np.float32)
        self._postings = _Postings(starts=starts, texts=held, weights=weights)

    def coverages(self, question: str) -> Floats:
        """For every text, 0..1: how much of the question it holds, rare grams counting more, unknown ones against."""
        asked = Counter(grams(question))
        unknown = _rarity(0, self._passages)
        reach = CEILING * sum(times * self._rarity.get(gram, unknown) for gram, times in asked.items())
        runs = [(self._numbers[gram], times) for gram, times in asked.items() if gram in self._numbers]
        if not runs or not reach:
            return np.zeros(self._size, np.float32)
        spans = [slice(*self._postings.starts[number : number + 2]) for number, _ in runs]
        texts = np.concatenate([self._postings.texts[span] for span in spans])
        earned = [self._postings.weights[span] * times for span, (_, times) in zip(spans, runs, strict=True)]
        totals = np.bincount(texts, np.concatenate(earned), self._size) / reach
        reached: Floats = np.minimum(totals, 1).astype(np.float32)
        return reached


def _count(texts: Sequence[str]) -> _Counted:
    numbers: dict[str, int] = {}
    spelled: dict[str, list[int]] = {}
    found: list[Numbers] = []
    times: list[Numbers] = []
    for text in texts:
        held: list[int] = []
        for word in words(text):
            if word not in spelled:
                spelled[word] = [numbers.setdefault(gram, len(numbers)) for gram in word_grams(word)]
            held += spelled[word]
        unique, count = np.unique(np.array(held, np.int32), return_counts=True)
        found.append(unique)
        times.append(count.astype(np.int32))
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), [len(each) for each in found])
    empty = np.zeros(0, np.int32)
    return _Counted(
        numbers=numbers,
        grams=np.concatenate([empty, *found]),
        texts=owners,
        times=np.concatenate([empty, *times]),
    )


def _holders(owners: Integers, starts: Integers) -> Integers:
    """How many passages hold each gram; `owners` of its entries rise within each gram's run."""
    is_first = np.ones(len(owners), np.int64)
    is_first[1:] = owners[1:] != owners[:-1]
    is_first[starts[:-1]] = 1
    return np.add.reduceat(is_first, starts[:-1]) if len(is_first) else is_first


def _rarity(holders: int, passages: int) -> float:
    return math.log(1 + (passages - holders + 0.5) / (holders + 0.5))


def _length_factors(lengths: Doubles, brief: Sequence[bool]) -> Doubles:
    kinds = np.array(brief, bool)
    usual = np.ones(len(lengths))
    for kind in (True, False):
        if (kinds == kind).any():
            usual[kinds == kind] = max(1.0, float(lengths[kinds == kind].mean()))
    factors: Doubles = K1 * (1 - B + B * lengths / usual)
    return factors
