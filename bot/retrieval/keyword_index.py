"""Finds texts by shared character 4-grams: BM25, scaled to the share of the question it could reach."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from .arrays import Floats, Integers
from .folding import grams

K1 = 1.2
B = 0.75
# What a gram found once in a text of half the usual length earns: the ceiling a coverage of 1 stands for.
CEILING = (K1 + 1) / (1 + K1 * 0.5)


@dataclass(frozen=True, slots=True)
class _Postings:
    """Where each gram stands and what it earns there: one run of texts and weights a gram, end to end."""

    starts: Integers
    texts: Integers
    weights: Floats


class KeywordIndex:
    """`owners` says which passage each text belongs to; `brief` marks the foreseen questions among the texts.

    How rare a gram is, is counted over passages: a card whose questions repeat its words must not make them common.
    How long a text is, is compared to its own kind: a question is short, not a thorough text.
    """

    def __init__(self, texts: Sequence[str], *, owners: Sequence[int], brief: Sequence[bool]) -> None:
        counts = [Counter(grams(text)) for text in texts]
        self._size = len(texts)
        self._numbers = {gram: number for number, gram in enumerate(dict.fromkeys(chain.from_iterable(counts)))}
        holders = Counter[str]()
        for gram, _ in {(gram, owner) for owner, count in zip(owners, counts, strict=True) for gram in count}:
            holders[gram] += 1
        self._passages = len(set(owners))
        self._rarity = {gram: _rarity(holders[gram], self._passages) for gram in self._numbers}
        self._postings = self._post(counts, _length_factors(counts, brief))

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
        return np.minimum(totals, 1).astype(np.float32)

    def _post(self, counts: Sequence[Counter[str]], lengths: Sequence[float]) -> _Postings:
        entries = [
            (self._numbers[gram], text, self._rarity[gram] * times / (times + length))
            for text, (count, length) in enumerate(zip(counts, lengths, strict=True))
            for gram, times in count.items()
        ]
        numbers = np.array([number for number, _, _ in entries], np.int64)
        order = np.argsort(numbers, kind="stable")
        starts = np.searchsorted(numbers[order], np.arange(len(self._numbers) + 1))
        return _Postings(
            starts.astype(np.int64),
            np.array([text for _, text, _ in entries], np.int64)[order],
            np.array([weight for _, _, weight in entries], np.float32)[order],
        )


def _rarity(holders: int, passages: int) -> float:
    return math.log(1 + (passages - holders + 0.5) / (holders + 0.5))


def _length_factors(counts: Sequence[Counter[str]], brief: Sequence[bool]) -> list[float]:
    lengths = np.array([count.total() for count in counts], np.float64)
    kinds = np.array(brief, bool)
    usual = np.ones(len(counts))
    for kind in (True, False):
        if (kinds == kind).any():
            usual[kinds == kind] = max(1.0, float(lengths[kinds == kind].mean()))
    factors: list[float] = (K1 * (1 - B + B * lengths / usual)).tolist()
    return factors
