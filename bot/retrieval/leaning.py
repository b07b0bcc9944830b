"""Hears which way a question leans: towards knowledge, or towards one of the boundaries editors have written.

Kernel ridge regression over a language's foreseen questions and lookalikes: likeness of meaning and of phrasing to
every one of them, weighed together. It says more than the nearest example, since it has seen what sets kinds apart.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from bot.domain import Boundary, Language

from .arrays import Floats
from .phrasing import SIZES, Phrasing, Row, gathered, likeness_of
from .surfaces import Surface

# Measured on messages nobody trained on; half or twice of each changes little.
RIDGE = 0.3
# How fast likeness of meaning falls: exp(-SHARPNESS (1 - cosine)), the language's mean taken out of every vector.
SHARPNESS = 2.0
# What all examples share, so that what is like none of them leans nowhere in particular.
SHARED = 0.09
SETTINGS = (RIDGE, SHARPNESS, SHARED, SIZES)

Shares = Mapping[Language, Floats]
"""What each example of a language says for each kind: a row for an example, a column for a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learnt:
    """Of one language: `examples` are centred unit vectors, `shares` what each says for each kind."""

    mean: Floats
    examples: Floats = field(repr=False)
    shares: Floats = field(repr=False)
    phrasing: Phrasing = field(repr=False)
    phrases: Floats = field(repr=False)
    """What each gram of the phrasing says for each kind."""

    def of(self, text: str, vector: Floats) -> Floats:
        row = self.phrasing.row(text)
        meaning = _kernel(self.examples @ _unit(vector - self.mean)) @ self.shares
        leans: Floats = (meaning + row.weights @ self.phrases[row.numbers]).astype(np.float32)
        return leans


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """`kinds` are knowledge (None), then each boundary."""

    languages: dict[Language, _Learnt]
    kinds: tuple[Boundary | None, ...]

    @classmethod
    def learn(cls, surfaces: Sequence[Surface], vectors: Floats, *, shares: Shares | None = None) -> Self | None:
        """From the foreseen questions and lookalikes; None where there is nothing to tell apart.

        `shares` are what was learnt before from the same. Raises ValueError where they are of others.
        """
        examples: dict[Language, list[int]] = defaultdict(list)
        for place, surface in enumerate(surfaces):
            if is_example(surface):
                examples[surface.passage.language].append(place)
        kinds = {_kind(surfaces[place]) for places in examples.values() for place in places}
        if None not in kinds or len(kinds) == 1:
            return None
        ordered = (None, *sorted(each for each in kinds if each))
        if shares is not None and shares.keys() != examples.keys():
            raise ValueError("these were learnt from other languages")
        languages = {
            language: _learnt(
                [surfaces[place] for place in places], vectors[places], ordered, shares[language] if shares else None
            )
            for language, places in examples.items()
        }
        return cls(languages=languages, kinds=ordered)

    @property
    def shares(self) -> Shares:
        return {language: learnt.shares for language, learnt in self.languages.items()}

    def of(self, text: str, vector: Floats, *, language: Language) -> dict[Boundary | None, float]:
        """How much each kind is leaned to; None stands for knowledge. About 0 to 1, not probabilities."""
        learnt = self.languages.get(language) or next(iter(self.languages.values()))
        return dict(zip(self.kinds, learnt.of(text, vector).tolist(), strict=True))


def is_example(surface: Surface) -> bool:
    return surface.is_ask or surface.is_lookalike


def _learnt(
    surfaces: Sequence[Surface], vectors: Floats, kinds: tuple[Boundary | None, ...], shares: Floats | None
) -> _Learnt:
    mean: Floats = vectors.mean(axis=0)
    examples = _unit(vectors - mean)
    phrasing, rows = Phrasing.of([surface.text for surface in surfaces])
    if shares is None:
        shares = _shares(
            examples, rows, columns=[kinds.index(_kind(surface)) for surface in surfaces], kinds=len(kinds)
        )
    elif shares.shape != (len(surfaces), len(kinds)):
        raise ValueError("these were learnt from other examples")
    phrases = gathered(rows, shares, grams=len(phrasing.numbers))
    return _Learnt(mean=mean, examples=examples, shares=shares, phrasing=phrasing, phrases=phrases)


def _shares(examples: Floats, rows: Sequence[Row], *, columns: Sequence[int], kinds: int) -> Floats:
    # Rare boundaries count for more, though not so much that one example outweighs a kind.
    counts = np.bincount(columns, minlength=kinds).clip(min=1)
    held_back = RIDGE * np.sqrt(counts[columns] * (kinds - 1) / len(examples))
    likeness = _kernel(examples @ examples.T) + likeness_of(rows)
    likeness[np.diag_indices_from(likeness)] += held_back
    shares: Floats = np.linalg.solve(likeness, np.eye(kinds, dtype=np.float32)[columns]).astype(np.float32)
    return shares


def _kind(surface: Surface) -> Boundary | None:
    return None if surface.is_lookalike else surface.passage.boundary


def _kernel(cosines: Floats) -> Floats:
    kernel: Floats = np.exp(SHARPNESS * (cosines - 1)) + np.float32(SHARED)
    return kernel


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit
