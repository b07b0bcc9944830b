"""Compares languages fairly: an embedder prefers texts in the question's own language, and this takes that away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from .arrays import Floats
from .scale import Scale

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

    def expect(self, question: Floats) -> Expected:
        variance = max(0.0, float(question @ self.covariance @ question))
        spread = variance**0.5 if self.texts >= FEWEST_TEXTS else None
        return Expected(mean=float(question @ self.mean), spread=spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What one question gets from a language: its mean cosine and their spread, None where too few texts tell."""

    mean: float
    spread: float | None

    def on(self, scale: Scale) -> Self:
        spread = None if self.spread is None else self.spread * scale.gain
        return replace(self, mean=self.mean * scale.gain + scale.offset, spread=spread)

    def standard_scores(self, cosines: Floats) -> Floats:
        """How far each cosine lies above what this question gets from this language, in standard deviations."""
        spread = USUAL_SPREAD if self.spread is None else self.spread
        scores: Floats = (cosines - self.mean) / max(spread, 1e-6)
        return scores
