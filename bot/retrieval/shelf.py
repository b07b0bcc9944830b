"""Everything in one language, searched as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from bot.domain import Language, PassageAsk, ScoredPassage

from .arrays import Floats, Integers
from .keyword_index import KeywordIndex
from .languages import LanguageStatistics
from .ranking import best_of_runs, hand_out
from .surfaces import Surface

# How much shared words add to shared meaning: less where the question is in another language, never nothing,
# since names, numbers and loan words are the same in both.
WORDS_SAME_LANGUAGE = 0.30
WORDS_OTHER_LANGUAGE = 0.15

# A foreseen question this close to the best surface is the one the visitor asked, for all we can tell.
ASK_MARGIN = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """`starts` says where each passage's surfaces begin; its text comes first."""

    language: Language
    surfaces: tuple[Surface, ...]
    starts: Integers
    vectors: Floats
    keywords: KeywordIndex
    statistics: LanguageStatistics

    @classmethod
    def of(cls, language: Language, surfaces: Sequence[Surface], vectors: Floats) -> Self:
        is_ask = [surface.is_ask for surface in surfaces]
        owners = np.cumsum(np.logical_not(is_ask)).tolist()
        return cls(
            language=language,
            surfaces=tuple(surfaces),
            starts=np.flatnonzero(np.logical_not(is_ask)).astype(np.int64),
            vectors=vectors,
            keywords=KeywordIndex([surface.text for surface in surfaces], owners=owners, brief=is_ask),
            statistics=LanguageStatistics.of(vectors),
        )

    def search(self, question: str, vector: Floats, *, language: Language, limit: int) -> list[ScoredPassage]:
        """The best passages, best first, scored so that they can be compared to another language's."""
        weight = WORDS_SAME_LANGUAGE if language is self.language else WORDS_OTHER_LANGUAGE
        cosines: Floats = self.vectors @ vector
        coverages = self.keywords.coverages(question)
        fits: Floats = (cosines + weight * coverages).astype(np.float32)
        best = best_of_runs(fits, self.starts)
        meaning = self.statistics.standard_scores(np.maximum.reduceat(cosines, self.starts), question=vector)
        scores = hand_out(meaning, by=fits[best])
        return [
            ScoredPassage(
                self.surfaces[best[run]].passage,
                score=float(scores[run]),
                similarity=float(cosines[best[run]]),
                coverage=float(coverages[best[run]]),
                ask=self._ask(run, fits, best=int(best[run])),
            )
            for run in np.argsort(-scores, kind="stable")[:limit].tolist()
        ]

    def _ask(self, run: int, fits: Floats, *, best: int) -> PassageAsk | None:
        start = int(self.starts[run])
        end = int(self.starts[run + 1]) if run + 1 < len(self.starts) else len(self.surfaces)
        closest = max(range(start + 1, end), key=lambda place: float(fits[place]), default=None)
        if closest is None or fits[closest] < fits[best] - ASK_MARGIN:
            return None
        found = self.surfaces[closest]
        return found.passage.asks[found.ask]
