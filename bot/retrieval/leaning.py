"""Hears which way a question leans: towards knowledge, or towards one of the boundaries editors have written.

A ridge regression over the foreseen questions' own vectors, learnt when the index is opened: some thousand examples,
a few milliseconds. It says more than the nearest single example, since it has seen what sets the two kinds apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from bot.domain import Boundary, Language

from .arrays import Floats
from .surfaces import Surface

# Enough to keep 384 weights from learning some thousand questions by heart; a third or three times it changes little.
RIDGE = 1.0
# A constant input beside the vector, small so that the intercept is held back like the weights are.
CONSTANT = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """`weights` has a column for knowledge, then one for each boundary; `means` centre each language's vectors."""

    weights: Floats
    means: dict[Language, Floats]
    boundaries: tuple[Boundary, ...]

    @classmethod
    def learn(cls, surfaces: Sequence[Surface], vectors: Floats) -> Self | None:
        """From the foreseen questions; None where there is nothing to tell apart."""
        boundaries = tuple(sorted({s.passage.boundary for s in surfaces if s.is_ask and s.passage.boundary}))
        places = [place for place, surface in enumerate(surfaces) if surface.is_ask]
        if not boundaries or all(surfaces[place].passage.boundary for place in places):
            return None
        languages = [surface.passage.language for surface in surfaces]
        means = {language: _mean(vectors, languages, language) for language in set(languages)}
        inputs = np.vstack([_input(vectors[place], means[languages[place]]) for place in places])
        columns = [1 + boundaries.index(b) if (b := surfaces[place].passage.boundary) else 0 for place in places]
        targets = np.eye(1 + len(boundaries), dtype=np.float64)[columns]
        # Rare boundaries count for more, though not so much that one example outweighs a kind.
        shares = np.sqrt(len(places) / len(boundaries) / np.bincount(columns))[columns]
        weighted = inputs * shares[:, None]
        squares = weighted.T @ inputs + RIDGE * np.eye(inputs.shape[1])
        weights = np.linalg.solve(squares, weighted.T @ targets).astype(np.float32)
        return cls(weights=weights, means=means, boundaries=boundaries)

    def of(self, vector: Floats, *, language: Language) -> dict[Boundary | None, float]:
        """How much each kind is leaned to; None stands for knowledge. About 0 to 1, not probabilities."""
        mean = self.means.get(language)
        if mean is None:
            mean = next(iter(self.means.values()))
        leans = _input(vector, mean) @ self.weights
        return dict(zip((None, *self.boundaries), leans.tolist(), strict=True))


def _mean(vectors: Floats, languages: Sequence[Language], language: Language) -> Floats:
    mean: Floats = vectors[[at is language for at in languages]].mean(axis=0)
    return mean


def _input(vector: Floats, mean: Floats) -> Floats:
    centred: Floats = np.append(vector - mean, np.float32(CONSTANT))
    return centred
