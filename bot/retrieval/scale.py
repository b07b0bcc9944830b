"""Brings an embedder's cosines to the scale the rules were fitted on, so that another embedder keeps their meaning."""

from dataclasses import dataclass
from typing import Protocol, Self, runtime_checkable

import numpy as np

from bot.ports import Embedder

from .arrays import Floats

# The cosines between any two texts of the shipped knowledge by the built-in embedder, on which every threshold here
# and in `answering` was fitted.
FITTED_MEAN = 0.8207
FITTED_SPREAD = 0.0341

SAMPLE = 1000
FEWEST_TEXTS = 8


@runtime_checkable
class Unfitted(Protocol):
    """An embedder that the thresholds were not fitted on says so."""

    @property
    def is_unfitted(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A cosine times `gain` plus `offset` is what the built-in embedder would have said, as far as can be known."""

    gain: float = 1.0
    offset: float = 0.0

    @classmethod
    def of(cls, embedder: Embedder, vectors: Floats) -> Self:
        return cls.measured(vectors) if isinstance(embedder, Unfitted) and embedder.is_unfitted else cls()

    @classmethod
    def measured(cls, vectors: Floats) -> Self:
        """From what the indexed texts have in common with each other: most pairs are unrelated, whatever they say."""
        places = np.linspace(0, len(vectors) - 1, min(SAMPLE, len(vectors))).astype(np.int64)
        sample = vectors[places]
        pairs = (sample @ sample.T)[np.triu_indices(len(sample), k=1)]
        spread = float(pairs.std()) if len(sample) >= FEWEST_TEXTS else 0.0
        if spread < 1e-4:
            return cls()
        gain = FITTED_SPREAD / spread
        return cls(gain=gain, offset=FITTED_MEAN - gain * float(pairs.mean()))

    def __call__(self, cosines: Floats) -> Floats:
        """Exactly the cosines themselves where nothing is to be brought anywhere."""
        if self == Scale():
            return cosines
        brought: Floats = (self.gain * cosines + self.offset).astype(np.float32)
        return brought
