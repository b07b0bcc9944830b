"""How a text is put: weighted character 3- to 5-grams that run across words, so that small words and order count."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from .arrays import Floats, Integers
from .folding import fold, words

SIZES = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Row:
    """One text's known grams by their numbers, and their weights, of length 1 together; both empty if none is known."""

    numbers: Integers
    weights: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """What is known of some texts' grams: the number and the rarity of each that stands in two of them or more."""

    numbers: dict[str, int] = field(repr=False)
    rarity: Floats = field(repr=False)

    @classmethod
    def of(cls, texts: Sequence[str]) -> tuple[Self, list[Row]]:
        """And the texts' own rows."""
        counted = [Counter(_grams(text)) for text in texts]
        held = Counter[str]()
        for each in counted:
            held.update(each.keys())
        known = {gram: count for gram, count in held.items() if count > 1}
        rarity = np.log(len(texts) / np.array(list(known.values()), np.float32)).astype(np.float32)
        phrasing = cls(numbers={gram: number for number, gram in enumerate(known)}, rarity=rarity)
        return phrasing, [phrasing.weighed(each) for each in counted]

    def row(self, text: str) -> Row:
        return self.weighed(Counter(_grams(text)))

    def weighed(self, counted: Counter[str]) -> Row:
        known = [(number, times) for gram, times in counted.items() if (number := self.numbers.get(gram)) is not None]
        numbers = np.array([number for number, _ in known], np.int64)
        times = np.array([times for _, times in known], np.float32)
        weights = (1 + np.log(times)) * self.rarity[numbers]
        return Row(numbers, (weights / max(math.sqrt(float(weights @ weights)), 1e-9)).astype(np.float32))


def likeness_of(rows: Sequence[Row]) -> Floats:
    """The cosine of each pair of texts, as a square matrix."""
    owners = np.repeat(np.arange(len(rows)), [len(row.numbers) for row in rows])
    numbers = np.concatenate([row.numbers for row in rows])
    weights = np.concatenate([row.weights for row in rows])
    order = np.argsort(numbers, kind="stable")
    owners, weights = owners[order], weights[order]
    grams = int(numbers.max(initial=-1)) + 1
    starts: Integers = np.searchsorted(numbers[order], np.arange(grams + 1)).astype(np.int64)
    square = np.zeros((len(rows), len(rows)), np.float32)
    for place, row in enumerate(rows):
        spans = [slice(starts[number], starts[number + 1]) for number in row.numbers.tolist()]
        if spans:
            earned = np.concatenate([weights[span] * weight for span, weight in zip(spans, row.weights, strict=True)])
            square[place] = np.bincount(np.concatenate([owners[span] for span in spans]), earned, len(rows))
    return square


def gathered(rows: Sequence[Row], shares: Floats, *, grams: int) -> Floats:
    """For each gram the weighted sum of the texts' shares: a row's product with it needs the texts no more."""
    sums = np.zeros((grams, shares.shape[1]), np.float32)
    for row, share in zip(rows, shares, strict=True):
        sums[row.numbers] += row.weights[:, None] * share
    return sums


def _grams(text: str) -> list[str]:
    line = f" {' '.join(map(fold, words(text)))} {'?' if '?' in text else '.'}"
    return [line[start : start + size] for size in SIZES for start in range(len(line) - size + 1)]
