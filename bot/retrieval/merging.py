"""Brings the languages together: a card once, by both its languages; a document's passage by its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from bot.domain import Language, ScoredPassage

from .arrays import Floats, Integers
from .ranking import foremost
from .shelf import Shelf, ShelfScores

# A card says the same in both languages, so the other one is a second opinion, heard half as much.
OWN_LANGUAGE = 2 / 3
NOT_THERE = -1

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """A slot is a card, or a document's passage: `keys` says which. `runs[shelf][slot]` is its run, or NOT_THERE."""

    keys: tuple[tuple[bool, str], ...]
    runs: tuple[Integers, ...]
    is_card: Flags
    is_boundary: Flags

    @classmethod
    def of(cls, shelves: Sequence[Shelf]) -> Self:
        passages = [[shelf.surfaces[int(start)].passage for start in shelf.starts] for shelf in shelves]
        slots = {(p.is_card, p.card_id if p.is_card else p.id): p for held in passages for p in held}
        numbers = {key: number for number, key in enumerate(slots)}
        runs = [np.full(len(slots), NOT_THERE, np.int64) for _ in shelves]
        for column, held in zip(runs, passages, strict=True):
            for run, passage in enumerate(held):
                column[numbers[passage.is_card, passage.card_id if passage.is_card else passage.id]] = run
        return cls(
            keys=tuple(slots),
            runs=tuple(runs),
            is_card=np.array([is_card for is_card, _ in slots], bool),
            is_boundary=np.array([passage.boundary is not None for passage in slots.values()], bool),
        )

    def merge(self, found: Sequence[ShelfScores], *, language: Language) -> Merged:
        """Every slot's score, and the shelf that speaks best for it."""
        worths = [self._worths(scores, runs) for scores, runs in zip(found, self.runs, strict=True)]
        weights = [
            np.where(runs == NOT_THERE, 0.0, OWN_LANGUAGE if scores.shelf.language is language else 1 - OWN_LANGUAGE)
            for scores, runs in zip(found, self.runs, strict=True)
        ]
        heard, share = np.stack(worths), np.stack(weights)
        scores: Floats = ((share * heard).sum(axis=0) / share.sum(axis=0)).astype(np.float32)
        best_spoken = np.where(share > 0, heard, -np.inf).argmax(axis=0)
        return Merged(merger=self, found=tuple(found), scores=scores, shelves=best_spoken)

    def _worths(self, scores: ShelfScores, runs: Integers) -> Floats:
        worths: Floats = np.where(self.is_card, scores.standard[runs], scores.fair[runs])
        return worths


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    merger: Merger
    found: tuple[ShelfScores, ...]
    scores: Floats
    shelves: Integers

    def best(self, among: Flags, *, limit: int | None = None) -> list[ScoredPassage]:
        """The flagged slots' passages, best first; of equals, the one that was indexed first."""
        (slots,) = np.nonzero(among)
        order = slots[foremost(self.scores[slots], limit=limit)]
        return [self._scored(slot) for slot in order.tolist()]

    def _scored(self, slot: int) -> ScoredPassage:
        shelf = int(self.shelves[slot])
        return self.found[shelf].scored(int(self.merger.runs[shelf][slot]), float(self.scores[slot]))
