"""The Retriever the engine is given: by words and by meaning, in both languages at once."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from bot.domain import Language, Passage, PassageAsk, ScoredPassage
from bot.ports import Embedder

from .arrays import Floats
from .repair import Repair
from .shelf import Shelf
from .surfaces import Surface

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class HybridRetriever:
    """Compares the question to every text it holds: exact, and at some thousand texts faster than asking an index."""

    embedder: Embedder
    shelves: tuple[Shelf, ...]
    repair: Repair
    cards: dict[tuple[str, Language], Passage] = field(repr=False)

    async def retrieve(self, query: str, *, language: Language, day: date) -> list[ScoredPassage]:
        del day  # a superseded card is not indexed, and an expired one is still found
        return await asyncio.to_thread(self.search, query, language=language)

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        return self.cards.get((card_id, language))

    def search(self, query: str, *, language: Language, limit: int = MOST) -> list[ScoredPassage]:
        """What `retrieve` does, on the thread it is called on."""
        if not query.strip():
            return []
        question = self.repair(query) if language is Language.DANISH else query
        vector = np.asarray(self.embedder.embed_query(question), np.float32)
        return self.rank(question, vector, language=language, limit=limit)

    def rank(self, question: str, vector: Floats, *, language: Language, limit: int = MOST) -> list[ScoredPassage]:
        """The ranking alone, of a question that is embedded already."""
        found = [
            scored
            for shelf in self.shelves
            for scored in shelf.search(question, vector, language=language, limit=limit)
        ]
        return [self._in_language(scored, language) for scored in merge(found)[:limit]]

    def _in_language(self, scored: ScoredPassage, language: Language) -> ScoredPassage:
        found = scored.passage
        wanted = self.passage(found.card_id, language=language) if found.is_card else None
        if wanted is None or found.language is language:
            return scored
        return ScoredPassage(wanted, scored.score, scored.similarity, scored.coverage, _same_ask(scored, wanted))


def build_retriever(surfaces: Sequence[Surface], vectors: Floats, *, embedder: Embedder) -> HybridRetriever:
    """`surfaces` passage by passage, `vectors` in the same order."""
    shelves: list[Shelf] = []
    for language in Language:
        places = [place for place, surface in enumerate(surfaces) if surface.passage.language is language]
        if places:
            shelves.append(Shelf.of(language, [surfaces[place] for place in places], vectors[places]))
    danish = (surface.text for surface in surfaces if surface.passage.language is Language.DANISH)
    cards = (surface.passage for surface in surfaces if surface.passage.is_card)
    return HybridRetriever(
        embedder=embedder,
        shelves=tuple(shelves),
        repair=Repair(danish),
        cards={(card.card_id, card.language): card for card in cards},
    )


def merge(found: Iterable[ScoredPassage]) -> list[ScoredPassage]:
    """Best first; a card once, by its better language, a document's passages each for themselves."""
    best: dict[tuple[bool, str], ScoredPassage] = {}
    for scored in sorted(found, key=lambda each: (-each.score, each.passage.id)):
        passage = scored.passage
        best.setdefault((passage.is_card, passage.card_id if passage.is_card else passage.id), scored)
    return list(best.values())


def _same_ask(scored: ScoredPassage, wanted: Passage) -> PassageAsk | None:
    """The same question in the wanted language: a card's questions stand in the same order in both."""
    if scored.ask is None:
        return None
    place = scored.passage.asks.index(scored.ask)
    return wanted.asks[place] if place < len(wanted.asks) else None
