"""How often the right passage is found: Danish, English, and across."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain import Language, Passage
from bot.ports import Embedder
from bot.retrieval import EmbeddingStore, HybridRetriever, build_retriever, surfaces_of
from bot.retrieval.embedding import embed_once

from .texts import Question, QuestionSet

MIXING_SEED = 5


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of questions; `ndcg` counts a place within ten by how high it is."""

    first: float
    five: float
    ndcg: float

    def __str__(self) -> str:
        return f"R@1 {self.first:.3f}   R@5 {self.five:.3f}   nDCG@10 {self.ndcg:.3f}"


async def retriever_of(
    passages: Sequence[Passage], *, embedder: Embedder, embeddings: EmbeddingStore
) -> HybridRetriever:
    surfaces = surfaces_of(passages)
    texts = [surface.text for surface in surfaces]
    embedded = await embed_once(texts, embedder=embedder, embeddings=embeddings, progress=lambda done, total: None)
    return build_retriever(surfaces, embedded.vectors, embedder=embedder)


async def one_language(
    asked: Language, held: Language, *, among: QuestionSet, embedder: Embedder, embeddings: EmbeddingStore
) -> Quality:
    """Questions in one language, passages in one."""
    passages = [among.passage(number, held) for number in range(len(among.passages))]
    retriever = await retriever_of(passages, embedder=embedder, embeddings=embeddings)
    return await asyncio.to_thread(_measure, retriever, among.questions, asked)


async def mixed(
    asked: Language, *, among: QuestionSet, embedder: Embedder, embeddings: EmbeddingStore
) -> tuple[Quality, Quality]:
    """Every passage in one language only, half in each: answers in the question's language, and in the other one."""
    danish = np.random.RandomState(MIXING_SEED).rand(len(among.passages)) < 0.5
    languages = [Language.DANISH if is_danish else Language.ENGLISH for is_danish in danish.tolist()]
    passages = [among.passage(number, language) for number, language in enumerate(languages)]
    retriever = await retriever_of(passages, embedder=embedder, embeddings=embeddings)
    same = [question for question in among.questions if languages[question.answer] is asked]
    other = [question for question in among.questions if languages[question.answer] is not asked]
    return (
        await asyncio.to_thread(_measure, retriever, same, asked),
        await asyncio.to_thread(_measure, retriever, other, asked),
    )


def _measure(retriever: HybridRetriever, questions: Sequence[Question], asked: Language) -> Quality:
    places = [_place(retriever, question, asked) for question in questions]
    gains = [1 / math.log2(place + 2) if place < 10 else 0.0 for place in places]
    return Quality(
        sum(place < 1 for place in places) / len(places),
        sum(place < 5 for place in places) / len(places),
        sum(gains) / len(places),
    )


def _place(retriever: HybridRetriever, question: Question, asked: Language) -> float:
    found = retriever.search(question.texts[asked], language=asked)
    ids = [scored.passage.id for scored in found]
    wanted = f"p{question.answer}"
    return ids.index(wanted) if wanted in ids else math.inf
