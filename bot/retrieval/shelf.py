"""Everything in one language, searched as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from bot.domain import Language, Passage, PassageAsk, ScoredPassage

from .arrays import Floats, Integers
from .keyword_index import KeywordIndex
from .languages import LanguageStatistics
from .ranking import best_of_runs, hand_out
from .scale import Scale
from .surfaces import Surface

# How much shared words add to shared meaning: less where the question is in another language, never nothing,
# since names, numbers and loan words are the same in both.
WORDS_SAME_LANGUAGE = 0.30
WORDS_OTHER_LANGUAGE = 0.15

# A foreseen question this close to the best surface is the one the visitor asked, for all we can tell.
ASK_MARGIN = 0.03


def words_weight(asked: Language, held: Language) -> float:
    """What the words of a question in one language say about texts in another, or the same."""
    return WORDS_SAME_LANGUAGE if asked is held else WORDS_OTHER_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """`starts` says where each passage's surfaces begin; its text comes first."""

    language: Language
    surfaces: tuple[Surface, ...]
    starts: Integers
    vectors: Floats
    keywords: KeywordIndex
    statistics: LanguageStatistics
    scale: Scale

    @classmethod
    def of(cls, language: Language, surfaces: Sequence[Surface], vectors: Floats, *, scale: Scale) -> Self:
        is_ask = [surface.is_ask for surface in surfaces]
        owners = np.cumsum(np.logical_not(is_ask)).tolist()
        return cls(
            language=language,
            surfaces=tuple(surfaces),
            starts=np.flatnonzero(np.logical_not(is_ask)).astype(np.int64),
            vectors=vectors,
            keywords=KeywordIndex([surface.text for surface in surfaces], owners=owners, brief=is_ask),
            statistics=LanguageStatistics.of(vectors),
            scale=scale,
        )

    def score(self, question: str, vector: Floats, *, language: Language) -> ShelfScores:
        weight = words_weight(language, self.language)
        cosines = self.scale(self.vectors @ vector)
        coverages = self.keywords.coverages(question)
        fits: Floats = (cosines + weight * coverages).astype(np.float32)
        best = best_of_runs(fits, self.starts)
        expected = self.statistics.expect(vector).on(self.scale)
        meaning = expected.standard_scores(np.maximum.reduceat(cosines, self.starts))
        return ShelfScores(
            shelf=self,
            fits=fits,
            cosines=cosines,
            coverages=coverages,
            best=best,
            standard=expected.standard_scores(fits[best]),
            fair=hand_out(meaning, by=fits[best]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfScores:
    """One question against one shelf; a run is one passage's surfaces.

    `standard` counts words and meaning, for passages that stand in both languages; `fair` lets a language's own order
    stand and compares languages by meaning alone, for passages that stand in one.
    """

    shelf: Shelf
    fits: Floats
    cosines: Floats
    coverages: Floats
    best: Integers
    standard: Floats
    fair: Floats

    def passage(self, run: int) -> Passage:
        return self.shelf.surfaces[int(self.shelf.starts[run])].passage

    def scored(self, run: int, score: float) -> ScoredPassage:
        best = int(self.best[run])
        return ScoredPassage(
            self.passage(run),
            score=score,
            similarity=float(self.cosines[best]),
            coverage=float(self.coverages[best]),
            ask=self._ask(run, best=best),
        )

    def _ask(self, run: int, *, best: int) -> PassageAsk | None:
        shelf = self.shelf
        start = int(shelf.starts[run])
        end = int(shelf.starts[run + 1]) if run + 1 < len(shelf.starts) else len(shelf.surfaces)
        if end == start + 1:
            return None
        closest = start + 1 + int(self.fits[start + 1 : end].argmax())
        if self.fits[closest] < self.fits[best] - ASK_MARGIN:
            return None
        found = shelf.surfaces[closest]
        return found.passage.asks[found.ask]
