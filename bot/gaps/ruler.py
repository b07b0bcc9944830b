"""How alike two questions must be for one card to answer both: measured on the questions editors have foreseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np

from bot.domain import Language

from .clustering import Floats

RARE = 0.04
"""Of the pairs of foreseen questions that different cards answer, the share that may look this much alike."""
PLAIN = 0.23
"""What is asked for where too few questions are foreseen to measure it: unweighed, 95 % of the pairs of the shipped
knowledge that different cards answer are less alike."""
FEWEST = 100
SEEN = 3
"""Questions foreseen for each direction of a vector, before directions are weighed: of fewer too little is known."""
KEPT = 0.3
"""The share of plain likeness that stays when directions are weighed. On cards it was not measured on, between 0.1 and
0.7 changes little."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A question a card foresees, and its unit vector."""

    card_id: str
    language: Language
    vector: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Vectors with what all questions of a language share taken out, so that the language itself is no likeness, and
    weighed so that the directions in which questions of one card differ count less.

    The weighing is within-class covariance normalisation (Hatch, Kajarekar and Stolcke 2006), a card being a class.
    """

    centres: Mapping[Language, Floats]
    threshold: float
    weights: Floats | None = field(default=None, repr=False)
    cards: tuple[str, ...] = ()
    foreseen: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32), repr=False)

    @classmethod
    def of(cls, foreseen: Sequence[Foreseen]) -> Self:
        centres = {
            language: np.array([each.vector for each in foreseen if each.language is language], np.float32).mean(axis=0)
            for language in {each.language for each in foreseen}
        }
        cards = tuple(each.card_id for each in foreseen)
        given = [each.vector for each in foreseen], [each.language for each in foreseen]
        bare = cls(centres=centres, threshold=PLAIN)
        is_known = len(foreseen) >= max(FEWEST, SEEN * len(foreseen[0].vector)) if foreseen else False
        weights = _weights(bare.measured(*given), cards) if is_known else None
        vectors = replace(bare, weights=weights).measured(*given)
        return cls(
            centres=centres, threshold=_threshold(vectors, cards), weights=weights, cards=cards, foreseen=vectors
        )

    def measured(self, vectors: Sequence[Sequence[float]], languages: Sequence[Language]) -> Floats:
        """Unit vectors again, one a row; a text that is nothing but its language's centre stays all zeros."""
        if not vectors:
            return np.zeros((0, 0), np.float32)
        rows = np.array(vectors, np.float32)
        moved = np.array(
            [row - self.centres.get(language, 0.0) for row, language in zip(rows, languages, strict=True)], np.float32
        )
        if self.weights is not None:
            moved = moved @ self.weights
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        unit: Floats = np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 0)
        return unit

    def nearest_cards(self, vector: Floats, *, most: int) -> tuple[str, ...]:
        """The cards whose foreseen questions are most like it, best first."""
        if not self.cards:
            return ()
        order: list[int] = np.argsort(-(self.foreseen @ vector), kind="stable").tolist()
        return tuple(list(dict.fromkeys(self.cards[place] for place in order))[:most])


def _weights(vectors: Floats, cards: Sequence[str]) -> Floats:
    """The inverse root of how questions of one card differ, on average over questions; symmetric."""
    numbers = np.unique(np.array(cards), return_inverse=True)[1]
    sums = np.zeros((numbers.max() + 1, vectors.shape[1]))
    np.add.at(sums, numbers, vectors)
    differing = vectors - (sums / np.bincount(numbers)[:, None])[numbers]
    spread = differing.T @ differing / len(vectors)
    size = len(spread)
    mixed = (1 - KEPT) * spread + KEPT * np.trace(spread) / size * np.eye(size)
    values, directions = np.linalg.eigh(mixed)
    # Nothing differs where each card has one question: then every direction counts alike.
    scales = 1 / np.sqrt(values) if values[0] > 0 else np.ones(size)
    weights: Floats = ((directions * scales) @ directions.T).astype(np.float32)
    return weights


def _threshold(vectors: Floats, cards: Sequence[str]) -> float:
    if len(vectors) < FEWEST:
        return PLAIN
    numbers = np.unique(np.array(cards), return_inverse=True)[1]
    upper = np.triu(numbers[:, None] != numbers[None, :], k=1)
    apart = (vectors @ vectors.T)[upper]
    return float(np.quantile(apart, 1 - RARE)) if apart.size else PLAIN
