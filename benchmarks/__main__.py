"""Prints what finding costs and how good it is, beside the goals."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from rich.console import Console

from bot.domain import Language, Passage
from bot.llm import LocalEmbedder
from bot.ports import Embedder
from bot.retrieval import EmbeddingStore

from .quality import mixed, one_language
from .speed import building, finding
from .stored import FileEmbeddings, StoredQuestions
from .texts import QuestionSet, card_passages, squad

console = Console(highlight=False)

# Passages an index is timed on: embedding every card twice would take minutes and say the same.
BUILT = 40


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "indgang-bench")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--questions", type=int, default=1000, help="how many of the public set")
    parser.add_argument("--only", choices=["speed", "quality"])
    chosen = parser.parse_args()
    embedder = LocalEmbedder(cache_folder=chosen.cache / "models", threads=chosen.threads)
    embeddings = FileEmbeddings(chosen.cache / "embeddings.sqlite")
    if chosen.only != "quality":
        asyncio.run(measure_speed(embedder, embeddings))
    if chosen.only != "speed":
        remembering = StoredQuestions(embedder, chosen.cache / "embeddings.sqlite")
        asyncio.run(measure_quality(squad(chosen.questions), remembering, embeddings))
    embeddings.close()


async def measure_speed(embedder: LocalEmbedder, embeddings: EmbeddingStore) -> None:
    passages = card_passages()
    questions = _questions(passages)
    console.print(f"{len(passages)} passages of cards, {len(questions)} questions")
    with tempfile.TemporaryDirectory() as folder:
        cost = await building(passages[:BUILT], embedder=embedder, folder=Path(folder, "built"))
        console.print(
            f"index        {cost.index:.1f} s for {cost.first} texts; embedding them alone {cost.bare:.1f} s"
            f"   = {cost.index / cost.bare:.2f} x (goal 1.2)   second run embeds {cost.second} (goal 0)"
        )
        product, floor = await finding(
            passages, questions, embedder=embedder, embeddings=embeddings, folder=Path(folder, "asked")
        )
    console.print(f"finding      {product}")
    console.print(f"bare floor   {floor}   = {product.median / floor.median:.2f} x (goal 1.5)")


def _questions(passages: list[Passage]) -> list[tuple[str, Language]]:
    """Every card's last foreseen question, in both languages."""
    return [(passage.asks[-1].text, passage.language) for passage in passages if passage.asks]


async def measure_quality(among: QuestionSet | None, embedder: Embedder, embeddings: EmbeddingStore) -> None:
    if among is None:
        console.print("quality      skipped: the public set does not lie beside the checkout")
        return
    console.print(f"{len(among.passages)} passages, {len(among.questions)} questions of the public set")
    danish, english = Language.DANISH, Language.ENGLISH
    for asked, goal in ((danish, 0.85), (english, 0.74)):
        found = await one_language(asked, danish, among=among, embedder=embedder, embeddings=embeddings)
        console.print(f"{asked} -> da     {found}   (goal nDCG@10 {goal})")
    for asked in Language:
        same, other = await mixed(asked, among=among, embedder=embedder, embeddings=embeddings)
        console.print(f"mixed {asked}     same language    {same}")
        console.print(f"             other language   {other}   (goal R@5 0.75)")


if __name__ == "__main__":
    main()
