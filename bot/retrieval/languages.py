"""Compares languages fairly: an embedder prefers texts in the question's own language, and this takes that away."""

from dataclasses import dataclass
from typing import Self

from .arrays import Floats

# A language of one or two texts has no spread of its own; the typical one of e5 keeps its scores in proportion.
USUAL_SPREAD = 0.02
FEWEST_TEXTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageStatistics:
    """Mean and covariance of a language's vectors: enough for the mean and spread of any question's cosines."""

    mean: Floats
    covariance: Floats
    texts: int

    @classmethod
    def of(cls, vectors: Floats) -> Self:
        mean = vectors.mean(axis=0)
        centred = vectors - mean
        return cls(mean=mean, covariance=centred.T @ centred / len(vectors), texts=len(vectors))

    def standard_scores(self, cosines: Floats, *, question: Floats) -> Floats:
        """How far each cosine lies above what this question gets from this language, in standard deviations."""
        variance = max(0.0, float(question @ self.covariance @ question))
        spread = variance**0.5 if self.texts >= FEWEST_TEXTS else USUAL_SPREAD
        scores: Floats = (cosines - float(question @ self.mean)) / max(spread, 1e-6)
        return scores
