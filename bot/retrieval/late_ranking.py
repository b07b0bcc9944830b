"""Re-ranks the best documents' passages by their word pieces. Cards keep their order: the scope rules rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from bot.domain import Passage

from .arrays import Floats, Integers
from .merging import NOT_THERE, Merged, Merger
from .question import Question
from .ranking import foremost, hand_out
from .shelf import ShelfScores, words_weight
from .token_states import TokenStates

DEPTH = 30
# Shared words count twice as much beside two measures of meaning as beside one.
WORDS = 2.0
# Of fewer candidates than this the median says nothing about what a language gives to any question.
FEWEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRanking:
    """`rows` is each slot's place among `states`, or NOT_THERE."""

    states: TokenStates
    rows: Integers

    @classmethod
    def of(cls, merger: Merger, passages: Sequence[Passage], states: TokenStates) -> Self:
        places = {passage.id: row for row, passage in enumerate(passages)}
        rows = [NOT_THERE if is_card else places[key] for is_card, key in merger.keys]
        return cls(states=states, rows=np.array(rows, np.int64))

    def rerank(self, merged: Merged, question: Question) -> Merged:
        """The best of each language exchange their scores, so that what is far from everything stays far."""
        groups = [self._candidates(merged, shelf) for shelf in range(len(merged.found))]
        # The surface each candidate was found by.
        bests = [
            found.best[runs[slots]] for found, runs, slots in zip(merged.found, merged.merger.runs, groups, strict=True)
        ]
        meanings = [
            self._meaning(found.cosines[best], slots, question)
            for found, best, slots in zip(merged.found, bests, groups, strict=True)
        ]
        values = [
            meaning + _words(found, best, question)
            for found, best, meaning in zip(merged.found, bests, meanings, strict=True)
        ]
        filled = [place for place, slots in enumerate(groups) if len(slots)]
        scores = merged.scores.copy()
        if all(len(groups[place]) >= FEWEST for place in filled):
            # Less its language's median, meaning says how far a passage stands out: that can be compared. Words cannot,
            # since a question shares more of them with whatever is in its own language.
            values = [
                hand_out(meaning - np.median(meaning), by=value) if len(value) else value
                for meaning, value in zip(meanings, values, strict=True)
            ]
            groups, values, filled = [np.concatenate(groups)], [np.concatenate(values)], [0]
        for place in filled:
            slots, by = groups[place], values[place]
            scores[slots[np.argsort(-by, kind="stable")]] = -np.sort(-scores[slots])
        return replace(merged, scores=scores)

    def _candidates(self, merged: Merged, shelf: int) -> Integers:
        (slots,) = np.nonzero((self.rows != NOT_THERE) & (merged.merger.runs[shelf] != NOT_THERE))
        best: Integers = slots[foremost(merged.scores[slots], limit=DEPTH)]
        return best

    def _meaning(self, cosines: Floats, slots: Integers, question: Question) -> Floats:
        rows = self.rows[slots].tolist()
        closeness = [self.states.closeness(each, language, rows) for language, each in question.states.items()]
        meaning: Floats = cosines + np.mean(closeness, axis=0)
        return meaning


def _words(found: ShelfScores, best: Integers, question: Question) -> Floats:
    _, spoken = question.spoken(found.shelf.language)
    words: Floats = WORDS * words_weight(spoken, found.shelf.language) * found.coverages[best]
    return words
