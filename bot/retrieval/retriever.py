"""The Retriever the engine is given: by words and by meaning, in both languages at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from bot.domain import Found, Language, Passage, PassageAsk, ScoredPassage
from bot.ports import Embedder
from bot.tracing import Step, step

from .arrays import Floats
from .late_ranking import LateRanking
from .leaning import Leaning
from .merging import Merged, Merger
from .question import Question
from .repair import Repair
from .scale import Scale
from .shelf import Shelf, ShelfScores
from .surfaces import Surface, document_passages
from .token_states import TokenStates

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class HybridRetriever:
    """Compares the question to every text it holds: exact, and at some thousand texts faster than asking an index."""

    embedder: Embedder
    shelves: tuple[Shelf, ...]
    repair: Repair
    leaning: Leaning | None
    merger: Merger
    late: LateRanking | None
    cards: dict[tuple[str, Language], Passage] = field(repr=False)

    async def retrieve(self, query: str, *, language: Language, day: date, translated: str = "") -> Found:
        del day  # a superseded card is not indexed, and an expired one is still found
        with step(Step.RETRIEVAL) as marks:
            found = await asyncio.to_thread(self.find, query, language=language, translated=translated)
            marks.measure(passages=len(found.knowledge))
        return found

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        return self.cards.get((card_id, language))

    def find(self, query: str, *, language: Language, translated: str = "") -> Found:
        """What `retrieve` does, on the thread it is called on."""
        if not query.strip() or not self.shelves:
            return Found()
        question = self._read(query, language, translated)
        merged = self._merged(question)
        return Found(
            knowledge=self._shown(merged.best(~self.merger.is_boundary, limit=MOST), language),
            boundaries=self._shown(merged.best(self.merger.is_boundary), language),
            leans=self.leaning.of(query, question.own, language=language) if self.leaning else {},
        )

    def search(self, query: str, *, language: Language, limit: int = MOST, translated: str = "") -> list[ScoredPassage]:
        """The best passages of all kinds, for measuring."""
        if not query.strip() or not self.shelves:
            return []
        question = self._read(query, language, translated)
        everything = np.ones(len(self.merger.is_card), bool)
        return list(self._shown(self._merged(question).best(everything, limit=limit), language))

    def _merged(self, question: Question) -> Merged:
        found: list[ShelfScores] = []
        for shelf in self.shelves:
            words, language = question.spoken(shelf.language)
            found.append(shelf.score(words, question.vector, language=language))
        merged = self.merger.merge(found, language=question.language)
        return self.late.rerank(merged, question) if self.late and question.states else merged

    def _read(self, query: str, language: Language, translated: str) -> Question:
        return Question.read(
            query,
            language=language,
            translated=translated,
            embedder=self.embedder,
            repair=self.repair,
            pieces=self.late is not None,
        )

    def _shown(self, hits: Sequence[ScoredPassage], language: Language) -> tuple[ScoredPassage, ...]:
        return tuple(self._in_language(hit, language) for hit in hits)

    def _in_language(self, hit: ScoredPassage, language: Language) -> ScoredPassage:
        found = hit.passage
        wanted = self.passage(found.card_id, language=language) if found.is_card else None
        if wanted is None or found.language is language:
            return hit
        return ScoredPassage(wanted, hit.score, hit.similarity, hit.coverage, _same_ask(hit, wanted))


def build_retriever(
    surfaces: Sequence[Surface],
    vectors: Floats,
    *,
    embedder: Embedder,
    states: TokenStates | None = None,
    leaning: Leaning | None = None,
) -> HybridRetriever:
    """`surfaces` passage by passage, `vectors` in the same order; `states` of `document_passages`, in theirs.

    The leaning is learnt here unless it is given.
    """
    scale = Scale.of(embedder, vectors)
    shelves: list[Shelf] = []
    for language in Language:
        places = [
            place
            for place, surface in enumerate(surfaces)
            if surface.passage.language is language and not surface.is_lookalike
        ]
        if places:
            shelves.append(Shelf.of(language, [surfaces[place] for place in places], vectors[places], scale=scale))
    danish = (surface.text for surface in surfaces if surface.passage.language is Language.DANISH)
    cards = (surface.passage for surface in surfaces if surface.passage.is_card)
    merger = Merger.of(shelves)
    return HybridRetriever(
        embedder=embedder,
        shelves=tuple(shelves),
        repair=Repair(danish),
        leaning=leaning or Leaning.learn(surfaces, vectors),
        merger=merger,
        late=LateRanking.of(merger, document_passages(surfaces), states) if states else None,
        cards={(card.card_id, card.language): card for card in cards},
    )


def _same_ask(hit: ScoredPassage, wanted: Passage) -> PassageAsk | None:
    """The same question in the wanted language: a card's questions stand in the same order in both."""
    if hit.ask is None:
        return None
    place = hit.passage.asks.index(hit.ask)
    return wanted.asks[place] if place < len(wanted.asks) else None
