"""Word pieces in their context, kept small: each piece of a question is compared to every piece of a passage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from bot.domain import Language

from .arrays import Floats, Integers

WIDTH = 192
# How much of what sets these texts apart from common questions is taken to be in every question asked of them, too.
SHARED = 0.25
LARGEST = 127

Bytes = npt.NDArray[np.int8]


@runtime_checkable
class TokenReader(Protocol):
    """What an embedder may show beside vectors: the states [tokens, width] of a text's word pieces."""

    def read_query(self, text: str) -> tuple[list[float], Floats]: ...

    def passage_states(self, texts: Sequence[str]) -> list[Floats]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What all pieces of a language, or all questions in it, have in common is taken away; the rest is turned into the
    `WIDTH` directions that passages differ most in.
    """

    basis: Floats
    text_means: Mapping[Language, Floats]
    question_means: Mapping[Language, Floats]

    @classmethod
    def of(
        cls,
        texts: Mapping[Language, Sequence[Floats]],
        *,
        questions: Mapping[Language, Sequence[Floats]],
        common: Mapping[Language, Sequence[Floats]],
    ) -> "Projection":
        """From the states of passages, and of common questions read as `questions` and, `common`, as passages."""
        text_means = {language: np.vstack(states).mean(axis=0) for language, states in texts.items()}
        centred = np.vstack([each - text_means[language] for language, states in texts.items() for each in states])
        directions = np.linalg.eigh(centred.T @ centred)[1][:, ::-1]
        subject = np.mean([mean - np.vstack(common[language]).mean(axis=0) for language, mean in text_means.items()], 0)
        return cls(
            basis=np.ascontiguousarray(directions[:, :WIDTH], np.float32),
            text_means=text_means,
            question_means={
                language: np.vstack(states).mean(axis=0) + SHARED * subject for language, states in questions.items()
            },
        )

    def question(self, states: Floats, language: Language) -> Floats:
        return self._units(states, self.question_means[language])

    def passage(self, states: Floats, language: Language) -> Bytes:
        small: Bytes = np.round(self._units(states, self.text_means[language]) * LARGEST).astype(np.int8)
        return small

    def _units(self, states: Floats, mean: Floats) -> Floats:
        turned = (states - mean) @ self.basis
        units: Floats = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
        return units


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenStates:
    """The pieces of all passages end to end; passage `n` owns those from `starts[n]` to `starts[n + 1]`.

    A piece takes 192 bytes, a passage of 160 pieces 30 kB; where they come from a file they stay there until needed.
    """

    projection: Projection
    starts: Integers
    pieces: Bytes = field(repr=False)

    def closeness(self, question: Floats, language: Language, passages: Sequence[int]) -> Floats:
        """For each passage, 0..1: the mean over the question's pieces of how close its closest piece comes.

        A piece counts for as much as it tells these passages apart: what stands in all of them speaks for none.
        """
        asked = self.projection.question(question, language)
        if not len(asked) or not len(passages):
            return np.zeros(len(passages), np.float32)
        closest = np.zeros((len(passages), len(asked)), np.float32)
        for place, passage in enumerate(passages):
            pieces = self.pieces[self.starts[passage] : self.starts[passage + 1]]
            if len(pieces):
                closest[place] = (pieces.astype(np.float32) @ asked.T).max(axis=0) / LARGEST
        # The root, since the bare spread lets a rare word outvote the rest.
        tells = np.sqrt(closest.std(axis=0))
        closeness: Floats = np.average(closest, axis=1, weights=tells if tells.any() else None).astype(np.float32)
        return closeness
