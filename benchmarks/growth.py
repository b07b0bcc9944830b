"""How finding grows with the number of passages: the product's own search, and embedded Chroma, side by side.

The real cards' vectors stand among synthetic neighbours: each a real vector moved a random way, its words shuffled
from a real text. Speed, memory and recall against exact search are measured on these; the quality of answers is not.
"""

import argparse
import gc
import math
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from rich.console import Console

from bot.domain import Language, Passage
from bot.retrieval import build_retriever, surfaces_of
from bot.settings import Settings

from .plotting import log_lines
from .speed import Times, times_of
from .texts import card_passages

console = Console(highlight=False, soft_wrap=True)
Floats = npt.NDArray[np.float32]
SEED = 11
ASKED = 40
FOUND = 10
NOISE = 0.6
"""Length of the random step beside a vector of length one: neighbours, not copies."""
BATCH = 1000
WISE_MILLISECONDS = 100.0
WISE_SECONDS = 600.0
"""What finding may take of a turn."""
SLOWEST_GROWTH = 1.6
"""Building ten times the index takes ten times as long, and then some: what a next step is expected to cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    passages: int
    product: Times
    chroma: Times
    recall: float
    opened: float
    indexed: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class KnownQuestions:
    """An embedder that knows a question by the number at its end: embedding is measured elsewhere."""

    vectors: list[list[float]]
    dimension: int
    name: str = "known"

    def embed_query(self, text: str) -> list[float]:
        return self.vectors[int(text.split()[-1])]

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        raise NotImplementedError(f"the {len(texts)} texts' vectors are given")


def real_vectors(data: Path) -> Floats:
    rows = sqlite3.connect(data / "indgang.db").execute("SELECT vector FROM embeddings ORDER BY key").fetchall()
    return np.vstack([np.frombuffer(row[0], "<f4") for row in rows])


def grown(real: Floats, size: int, chance: np.random.Generator) -> Floats:
    """`size` unit vectors: the real ones as far as they go, then neighbours of theirs."""
    chosen = real[np.arange(size) % len(real)]
    step = chance.standard_normal(chosen.shape, np.float32)
    step *= NOISE / np.linalg.norm(step, axis=1, keepdims=True)
    step[: min(size, len(real))] = 0
    moved = chosen + step
    unit: Floats = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit


def passages_like(cards: Sequence[Passage], size: int) -> list[Passage]:
    chance = random.Random(SEED)  # noqa: S311 - a fair sample, not a secret
    words = [card.text.split() for card in cards]
    return [
        Passage(
            id=f"p{number}",
            card_id=f"p{number}",
            language=(Language.DANISH, Language.ENGLISH)[number % 2],
            title="",
            text=" ".join(chance.choices(words[number % len(words)], k=40)),
            source_title="",
            is_card=False,
        )
        for number in range(size)
    ]


def measured(real: Floats, cards: Sequence[Passage], size: int) -> Size:
    chance = np.random.default_rng(SEED)
    vectors = grown(real, size, chance)
    asked = grown(vectors[chance.choice(size, ASKED)], 2 * ASKED, chance)[ASKED:]
    questions = [f"{cards[place].asks[-1].text} {place}" for place in range(ASKED)]
    surfaces = surfaces_of(passages_like(cards, size))
    before = _resident()
    began = time.perf_counter()
    embedder = KnownQuestions(asked.tolist(), vectors.shape[1])
    retriever = build_retriever(surfaces, vectors, embedder=embedder)
    opened = time.perf_counter() - began
    megabytes = _resident() - before
    product = _timed([lambda q=question: retriever.find(q, language=Language.DANISH) for question in questions])
    exact = [set(np.argsort(-(vectors @ vector))[:FOUND].tolist()) for vector in asked]
    with tempfile.TemporaryDirectory() as folder:
        settings = ChromaSettings(is_persistent=True, persist_directory=folder, anonymized_telemetry=False)
        with Client(settings=settings) as client:
            collection = client.create_collection(
                "grown", embedding_function=None, configuration={"hnsw": {"space": "ip"}}
            )
            began = time.perf_counter()
            for start in range(0, size, BATCH):
                ids = [str(place) for place in range(start, min(start + BATCH, size))]
                collection.add(ids=ids, embeddings=vectors[start : start + BATCH])
            indexed = time.perf_counter() - began
            found: list[set[int]] = []

            def query(vector: Floats) -> None:
                got = collection.query(query_embeddings=vector[None], n_results=FOUND, include=["distances"])
                found.append({int(each) for each in got["ids"][0]})

            chroma = _timed([lambda v=vector: query(v) for vector in asked])
    recall = float(np.mean([len(one & other) / FOUND for one, other in zip(exact, found, strict=True)]))
    return Size(
        passages=size,
        product=product,
        chroma=chroma,
        recall=recall,
        opened=opened,
        indexed=indexed,
        megabytes=megabytes,
    )


def _timed(calls: Sequence[object]) -> Times:
    taken: list[float] = []
    for call in calls:
        began = time.perf_counter()
        call()  # type: ignore[operator]
        taken.append((time.perf_counter() - began) * 1000)
    return times_of(taken)


def _resident() -> float:
    """Megabytes this process holds now, as Linux tells: what it has held at most would hide the small sizes."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def slope(sizes: Sequence[Size], times: Sequence[float]) -> float:
    """The exponent of growth over the upper half of the sizes: 1 is in proportion, 0 is none."""
    half = len(sizes) // 2
    x, y = [math.log(each.passages) for each in sizes[half:]], [math.log(each) for each in times[half:]]
    return float(np.polyfit(x, y, 1)[0]) if len(x) > 1 else float("nan")


def reached(sizes: Sequence[Size], values: Sequence[float], limit: float) -> str:
    """Where values pass a limit, by a straight line in logarithms between the sizes on either side of it."""
    if len(sizes) < 2:
        return "nobody knows where: one size says nothing"
    last = next((place for place, value in enumerate(values) if value >= limit and place), len(sizes) - 1)
    first = last - 1
    steps = [math.log(each[last] / each[first]) for each in ([size.passages for size in sizes], values)]
    passages = sizes[first].passages * (limit / values[first]) ** (steps[0] / max(steps[1], 0.01))
    how = "between the sizes measured" if values[last] >= limit else "extended from the last sizes"
    return f"some {passages:,.0f} passages ({how})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=20.0, help="no step is begun that would end later")
    parser.add_argument("--figure", type=Path, default=Path("var/growth.svg"))
    chosen = parser.parse_args()
    real, cards = real_vectors(Settings.from_environ().data_dir), [card for card in card_passages() if card.asks]
    sizes: list[Size] = []
    began = time.perf_counter()
    console.print(
        "passages     product                        Chroma                         recall  open s  index s  MB"
    )
    for size in (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000):
        spent = time.perf_counter() - began
        last = (sizes[-1].opened + sizes[-1].indexed) * size / sizes[-1].passages * SLOWEST_GROWTH if sizes else 0.0
        if size > chosen.most or spent + last > chosen.minutes * 60:
            console.print(f"{size:>9}    not tried: it would take some {last / 60:.0f} minutes more")
            break
        sizes.append(measured(real, cards, size))
        it = sizes[-1]
        console.print(
            f"{size:>9}    {it.product!s:30} {it.chroma!s:30} {it.recall:6.3f} {it.opened:7.1f} {it.indexed:8.1f} "
            f"{it.megabytes:6.0f}"
        )
    _conclude(sizes, chosen.figure)


def _conclude(sizes: Sequence[Size], figure: Path) -> None:
    product, chroma = [each.product.slow for each in sizes], [each.chroma.slow for each in sizes]
    up = slope(sizes, product)
    names = f"product p95, n^{up:.2f}", f"Chroma p95, n^{slope(sizes, chroma):.2f}"
    console.print(f"growth over the upper half of the sizes: {'; '.join(names)}")
    slow = reached(sizes, product, WISE_MILLISECONDS)
    console.print(f"exact search in memory stays within {WISE_MILLISECONDS:.0f} ms up to {slow}")
    indexed = reached(sizes, [each.indexed for each in sizes], WISE_SECONDS)
    console.print(f"embedded Chroma stops being wise where an index takes over ten minutes: {indexed}")
    figure.parent.mkdir(parents=True, exist_ok=True)
    lines = dict(zip(names, (product, chroma), strict=True))
    figure.write_text(log_lines([each.passages for each in sizes], lines, x="passages", y="ms"), encoding="utf-8")
    console.print(f"figure: {figure}")


if __name__ == "__main__":
    main()
