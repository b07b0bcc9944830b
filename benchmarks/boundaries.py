"""Fits what speaks for a boundary: foreseen questions and lookalikes are asked of an index that does not hold them.

`make boundaries` prints the weights for `bot.answering.scope.ScopeRules` and how well they part the two kinds.
"""

import argparse
import asyncio
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console

from bot.domain import Boundary, Found, Language, Passage
from bot.llm import LocalEmbedder
from bot.ports import Embedder
from bot.retrieval import EmbeddingStore, open_retriever

from .stored import FileEmbeddings, StoredReader
from .texts import card_passages

Floats = npt.NDArray[np.float64]
console = Console(highlight=False)
FOLDS = 5
FEATURES = ("knowledge_coverage", "lean_to_knowledge", "lean_to_boundary", "lean_to_impersonal")
TURNED_AWAY = (0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A foreseen question or lookalike: what it was found to be like, and the boundary it is at, if any."""

    language: Language
    boundary: Boundary | None
    likeliest: Boundary
    features: tuple[float, ...]

    @property
    def is_turned_away(self) -> bool:
        """Whether it should be: what is asked of Indgang itself is answered."""
        return self.boundary not in {None, Boundary.IMPERSONAL}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.boundaries", description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "indgang-bench")
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    embeddings = FileEmbeddings(chosen.cache / "embeddings.sqlite")
    embedder = StoredReader(
        LocalEmbedder(cache_folder=chosen.cache / "models", threads=chosen.threads),
        chosen.cache / "embeddings.sqlite",
    )
    report(asyncio.run(held_back(card_passages(), embedder, embeddings)))
    embeddings.close()


async def held_back(passages: Sequence[Passage], embedder: Embedder, embeddings: EmbeddingStore) -> list[Example]:
    """Every foreseen question in both languages, asked in its fold's turn of an index without that fold."""
    examples: list[Example] = []
    for turn in range(FOLDS):
        kept = [_without(each, turn) for each in passages]
        with tempfile.TemporaryDirectory() as folder:
            retriever = await open_retriever(kept, embedder=embedder, embeddings=embeddings, folder=Path(folder))
            for passage in passages:
                for text, boundary in _held(passage, turn):
                    found = retriever.find(text, language=passage.language)
                    examples.append(_example(passage.language, boundary, found))
        console.print(f"fold {turn + 1} of {FOLDS}: {len(examples)} questions asked")
    return examples


def _without(passage: Passage, turn: int) -> Passage:
    """A text is held back in both languages at once."""
    return replace(
        passage,
        asks=tuple(ask for place, ask in enumerate(passage.asks) if _fold(passage, "?", place) != turn),
        lookalikes=tuple(text for place, text in enumerate(passage.lookalikes) if _fold(passage, "~", place) != turn),
    )


def _held(passage: Passage, turn: int) -> Iterator[tuple[str, Boundary | None]]:
    """What a fold asks, and the boundary each is at."""
    for place, ask in enumerate(passage.asks):
        if _fold(passage, "?", place) == turn:
            yield ask.text, passage.boundary
    for place, text in enumerate(passage.lookalikes):
        if _fold(passage, "~", place) == turn:
            yield text, None


def _fold(passage: Passage, kind: str, place: int) -> int:
    return hashlib.sha256(f"{passage.card_id}{kind}{place}".encode()).digest()[0] % FOLDS


def _example(language: Language, at: Boundary | None, found: Found) -> Example:
    boundaries = {kind: lean for kind, lean in found.leans.items() if kind is not None}
    if not boundaries:
        raise RuntimeError("the cards hold no boundary; look at knowledge/boundaries")
    return Example(
        language=language,
        boundary=at,
        likeliest=max(boundaries, key=boundaries.__getitem__),
        features=(
            found.knowledge[0].coverage,
            found.leans[None],
            max(lean for kind, lean in boundaries.items() if kind is not Boundary.IMPERSONAL),
            boundaries[Boundary.IMPERSONAL],
        ),
    )


def fit(inputs: Floats, wanted: Floats) -> Floats:
    """Logistic regression by Newton's method, lightly held back; the prior first."""
    centre, spread = inputs.mean(0), inputs.std(0) + 1e-9
    design = np.column_stack([np.ones(len(inputs)), (inputs - centre) / spread])
    penalty = np.diag([0.0, *np.ones(inputs.shape[1])])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        odds = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (odds - wanted) + penalty @ weights
        weights -= np.linalg.solve((design * (odds * (1 - odds))[:, None]).T @ design + penalty, slope)
    raw = weights[1:] / spread
    return np.concatenate([[weights[0] - raw @ centre], raw])


def report(examples: Sequence[Example]) -> None:
    inputs = np.array([example.features for example in examples])
    wanted = np.array([float(example.is_turned_away) for example in examples])
    weights = fit(inputs, wanted)
    for name, weight in zip(("prior", *FEATURES), weights, strict=True):
        console.print(f"{name:22} {weight:8.2f}")
    folds = np.arange(len(examples)) % FOLDS
    odds = np.empty(len(examples))
    for turn in range(FOLDS):
        prior, *rest = fit(inputs[folds != turn], wanted[folds != turn])
        odds[folds == turn] = prior + inputs[folds == turn] @ np.array(rest)
    for language in Language:
        spoken = np.array([example.language is language for example in examples])
        for share in TURNED_AWAY:
            away = odds > np.log(share / (1 - share))
            met, lost = away[spoken & (wanted == 1)].mean(), away[spoken & (wanted == 0)].mean()
            console.print(f"{language} at {share}: {met:.1%} of boundaries met, {lost:.1%} of knowledge turned away")
    kinds = [example.likeliest is example.boundary for example in examples if example.boundary]
    console.print(f"the right kind of boundary is leaned to most for {np.mean(kinds):.1%}")


if __name__ == "__main__":
    main()
