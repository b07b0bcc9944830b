"""How often the right passage is found: in one language, across, and in an index of both; each step on and off."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np

from bot.domain import Language, Passage
from bot.retrieval import EmbeddingStore, HybridRetriever, build_retriever, surfaces_of
from bot.retrieval.embedding import embed_once
from bot.retrieval.keyword_index import KeywordIndex
from bot.retrieval.languages import LanguageStatistics
from bot.retrieval.repair import Repair
from bot.retrieval.shelf import Shelf
from bot.retrieval.state_store import compute_states

from .stored import StoredReader
from .texts import Question, QuestionSet

MIXING_SEED = 5
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """`first` and `five` are shares of a question's passages; `ndcg` counts each within ten by how high it is."""

    first: float
    five: float
    ndcg: float

    def __str__(self) -> str:
        return f"R@1 {self.first:.3f}   R@5 {self.five:.3f}   nDCG@10 {self.ndcg:.3f}"


def steps(whole: HybridRetriever) -> dict[str, HybridRetriever]:
    """The product's own retriever with its steps taken out, put back one by one."""
    late_less = replace(whole, late=None)
    unrepaired = replace(late_less, repair=Repair(()))
    unfair = replace(unrepaired, shelves=tuple(replace(each, statistics=_raw(each)) for each in whole.shelves))
    wordless = replace(unfair, shelves=tuple(replace(each, keywords=_no_words(each)) for each in unfair.shelves))
    return {
        "meaning alone": wordless,
        "+ shared words": unfair,
        "+ languages by z": unrepaired,
        "+ repair": late_less,
        "+ word pieces": whole,
    }


def _raw(shelf: Shelf) -> LanguageStatistics:
    """Statistics that leave cosines as they are."""
    width = len(shelf.statistics.mean)
    return LanguageStatistics(
        mean=np.zeros(width, np.float32), covariance=np.zeros((width, width), np.float32), texts=0
    )


def _no_words(shelf: Shelf) -> KeywordIndex:
    size = len(shelf.surfaces)
    return KeywordIndex([""] * size, owners=range(size), brief=[False] * size)


async def retriever_of(
    passages: Sequence[Passage], *, embedder: StoredReader, embeddings: EmbeddingStore
) -> HybridRetriever:
    surfaces = surfaces_of(passages)
    texts = [surface.text for surface in surfaces]
    embedded = await embed_once(texts, embedder=embedder, embeddings=embeddings, progress=lambda done, total: None)
    states = await asyncio.to_thread(compute_states, passages, embedder)
    return build_retriever(surfaces, embedded.vectors, embedder=embedder, states=states)


def in_one(among: QuestionSet, held: Language) -> list[Passage]:
    return [among.passage(number, held) for number in range(len(among.passages))]


def in_both(among: QuestionSet) -> list[Passage]:
    """Every passage in one language only, half of them in each."""
    danish = np.random.RandomState(MIXING_SEED).rand(len(among.passages)) < 0.5
    languages = [Language.DANISH if is_danish else Language.ENGLISH for is_danish in danish.tolist()]
    return [among.passage(number, language) for number, language in enumerate(languages)]


def measure(
    retriever: HybridRetriever, questions: Sequence[Question], asked: Language, *, translated: bool = False
) -> Quality:
    """`translated` gives the set's own other form along, as a model would write it."""
    scored = [_score(retriever, question, asked, translated=translated) for question in questions]
    return Quality(*(fmean(column) for column in zip(*scored, strict=True)))


def _score(
    retriever: HybridRetriever, question: Question, asked: Language, *, translated: bool
) -> tuple[float, float, float]:
    [other] = [language for language in Language if language is not asked]
    found = retriever.search(
        question.texts[asked],
        language=asked,
        limit=DEPTH,
        translated=question.texts[other] if translated else "",
    )
    wanted = {f"p{answer}" for answer in question.answers}
    places = [place for place, scored in enumerate(found) if scored.passage.id in wanted]
    ideal = sum(1 / math.log2(place + 2) for place in range(min(DEPTH, len(wanted))))
    return (
        float(sum(place < 1 for place in places)),
        sum(place < 5 for place in places) / min(5, len(wanted)),
        sum(1 / math.log2(place + 2) for place in places) / ideal,
    )
