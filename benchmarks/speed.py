"""How long finding and indexing take, beside the least they could take in the same process."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bot.domain import Language, Passage
from bot.ports import Embedder
from bot.retrieval import EmbeddingStore, build_index, open_retriever, surfaces_of
from bot.retrieval.keyword_index import KeywordIndex
from bot.retrieval.pointer import read_pointer
from bot.retrieval.vector_index import open_collection

from .stored import FileEmbeddings

FOUND = 12
WARMING = 5
TURNS = 3
DAY = date(2026, 9, 1)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds."""

    median: float
    slow: float

    def __str__(self) -> str:
        return f"p50 {self.median:.1f} ms   p95 {self.slow:.1f} ms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """Seconds, and how many texts each index run embedded."""

    index: float
    bare: float
    first: int
    second: int


async def building(passages: Sequence[Passage], *, embedder: Embedder, folder: Path) -> Building:
    """Taken in turns, the best of each counted: what a neighbour on the machine costs is not ours."""
    texts = list(dict.fromkeys(surface.text for surface in surfaces_of(passages)))
    embedder.embed_query("warm")
    bare: list[float] = []
    index: list[float] = []
    computed: list[int] = []
    for turn in range(TURNS):
        empty = FileEmbeddings(folder / f"{turn}.sqlite")
        started = time.perf_counter()
        await asyncio.to_thread(embedder.embed_passages, texts)
        between = time.perf_counter()
        first = await build_index(passages, embedder=embedder, embeddings=empty, folder=folder / "index")
        bare.append(between - started)
        index.append(time.perf_counter() - between)
        second = await build_index(passages, embedder=embedder, embeddings=empty, folder=folder / "index")
        computed = [first.computed, second.computed]
        empty.close()
    return Building(index=min(index), bare=min(bare), first=computed[0], second=computed[1])


async def finding(
    passages: Sequence[Passage],
    questions: Sequence[tuple[str, Language]],
    *,
    embedder: Embedder,
    embeddings: EmbeddingStore,
    folder: Path,
) -> tuple[Times, Times]:
    """The product's retrieval, and the floor (embed, ask Chroma, ask a keyword index), taken in turns."""
    retriever = await open_retriever(passages, embedder=embedder, embeddings=embeddings, folder=folder)
    pointer = read_pointer(folder)
    if pointer is None:
        raise FileNotFoundError(f"no index in {folder}")
    surfaces = surfaces_of(passages)
    words = KeywordIndex([each.text for each in surfaces], owners=range(len(surfaces)), brief=[False] * len(surfaces))
    product: list[float] = []
    floor: list[float] = []
    with open_collection(pointer, folder=folder) as collection:

        def bare(question: str) -> None:
            vector = np.array([embedder.embed_query(question)], np.float32)
            collection.query(query_embeddings=vector, n_results=FOUND, include=["distances"])
            np.argsort(-words.coverages(question))[:FOUND]

        for question, language in questions:
            started = time.perf_counter()
            bare(question)
            between = time.perf_counter()
            await retriever.retrieve(question, language=language, day=DAY)
            floor.append((between - started) * 1000)
            product.append((time.perf_counter() - between) * 1000)
    return times_of(product[WARMING:]), times_of(floor[WARMING:])


def times_of(each: Sequence[float]) -> Times:
    return Times(float(np.percentile(each, 50)), float(np.percentile(each, 95)))
