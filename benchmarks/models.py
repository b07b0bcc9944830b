"""Measures a turn with a model: what faults do to it, and what a model that invents gets past the proof.

python -m benchmarks.models faults
python -m benchmarks.models forging
python -m benchmarks.models prompts --turns 80
python -m benchmarks.models inventing --minutes 20
python -m benchmarks.models latency --turns 12
python -m benchmarks.models agent --played var/evals/RUN/played.jsonl --quoted var/evals/OTHER/played.jsonl

A deed that takes long keeps what it has in --out and goes on there when it is asked again.
"""

import argparse
import asyncio
import json
import logging
import sys
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.conversation import Engine
from bot.domain import Language, VisitorMessage
from bot.knowledge import load_knowledge
from bot.retrieval import passages_of
from bot.retrieval.embedding import embed_once
from bot.retrieval.surfaces import text_of
from bot.settings import ModelSettings, Settings
from bot.storage import Database, SqlEmbeddings
from bot.wiring import make_embedder, open_database, open_house, open_model, speaking
from evals.cases import load_cases
from evals.played import records_in
from tests.model_server import Fault, model_server

from .forging import forge
from .inventing import AT_ONCE, let_it_invent, tell
from .latency import tell_first_sentences, time_first_sentences
from .local_model import NotHere, serving
from .prompting import Counter, tell_prompts

console = Console(highlight=False, width=112)
QUESTIONS = Path("evals/datasets")
ASKED = {
    Language.DANISH: "Hvem driver En indgang, og hvad er det?",
    Language.ENGLISH: "Who runs En indgang, and what is it?",
}
DEADLINE = 6.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.models", description=__doc__)
    parser.add_argument("deed", choices=["faults", "forging", "prompts", "inventing", "latency", "agent"])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--turns", type=int, default=240)
    parser.add_argument("--threads", type=int, default=2, help="the server's")
    parser.add_argument("--out", type=Path, help="where it is kept, to go on when it is cut off")
    parser.add_argument("--played", type=Path, help="agent: what `indgang eval run --model … --resume` played")
    parser.add_argument("--quoted", type=Path, help="agent: the same without a model")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    try:
        match chosen.deed:
            case "faults":
                asyncio.run(faults())
            case "forging":
                forge(300)
            case "prompts":
                asyncio.run(prompts(chosen.turns))
            case deed:
                with tempfile.TemporaryDirectory() as folder:
                    chosen.out = chosen.out or Path(folder, "kept")
                    asyncio.run(LONG[deed](chosen))
    except NotHere as error:
        sys.exit(str(error))


def settings_at(url: str, **values: object) -> Settings:
    return Settings.from_environ().model_copy(update={"llm": ModelSettings(base_url=url, model="measured", **values)})


@asynccontextmanager
async def _apart() -> AsyncGenerator[Database, None]:
    """Conversations in a database that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(Settings(data_dir=Path(folder))) as database:
            yield database


async def inventing(chosen: argparse.Namespace) -> None:
    with serving("inventing", threads=chosen.threads, slots=AT_ONCE) as url:
        # Short prompts and replies: what counts here is how often it tries, not how well it writes.
        settings = settings_at(
            url,
            turn_seconds=240,
            understand_seconds=0,
            silence_seconds=200,
            answer_tokens=90,
            source_characters=600,
        )
        async with _apart() as apart, open_house(settings, progress=_quietly, conversations=apart) as house:
            asked = _labelled(chosen.turns)
            tell(await let_it_invent(house, asked, seconds=60 * chosen.minutes, out=chosen.out))


async def latency(chosen: argparse.Namespace) -> None:
    with serving("following", threads=chosen.threads) as url:
        settings = settings_at(url, turn_seconds=300, silence_seconds=300)
        async with _apart() as apart, open_house(settings, progress=_quietly, conversations=apart) as house:
            asked, seconds = _mixed(chosen.turns), 60 * chosen.minutes
            found = await time_first_sentences(house, asked, server=url, seconds=seconds, out=chosen.out)
    tell_first_sentences(found)


async def agent(chosen: argparse.Namespace) -> None:
    if not chosen.played or not chosen.quoted:
        sys.exit("--played and --quoted name what `indgang eval run --suite answers --resume` played")
    # Late: it brings a stock agent and the C engine, which nothing else here needs.
    from .agent import ask_agent, tell_agent
    from .answers import stock_store

    product, quoted = records_in(chosen.played), records_in(chosen.quoted)
    cases = [case for case in load_cases(["spine", "further"]) if len(case.said) == 1 and case.key_facts]
    cases = [case for case in cases if case.id in product and case.id in quoted][: chosen.turns]
    settings = Settings.from_environ()
    embedder = make_embedder(settings)
    async with open_database(settings) as database:
        passages = [passage for card in load_knowledge(settings.knowledge_dir).cards for passage in passages_of(card)]
        texts = [text_of(passage) for passage in passages]
        known = SqlEmbeddings(database=database, embedder=embedder.name)
        held = await embed_once(texts, embedder=embedder, embeddings=known, progress=_quietly)
    store = stock_store(texts, held.vectors)
    sides = {"Indgang": product, "Indgang, quoting": quoted}
    with serving("following", threads=chosen.threads) as url:
        for name, made_to_search in (("stock agent", False), ("stock agent, made to search", True)):
            out = chosen.out.with_name(f"{chosen.out.name}{'-searching' if made_to_search else ''}")
            told = await asyncio.to_thread(
                ask_agent,
                cases,
                store,
                server=url,
                seconds=30 * chosen.minutes,
                out=out,
                made_to_search=made_to_search,
            )
            cases = [case for case in cases if case.id in told]
            sides[name] = {case.id: told[case.id].record(case.lang, case.said[0]) for case in cases}
    if cases:
        tell_agent(cases, sides)


def _labelled(turns: int) -> list[tuple[str, Language]]:
    rows = [
        json.loads(line)
        for name in ("spine", "further")
        for line in (QUESTIONS / f"{name}.jsonl").open(encoding="utf-8")
    ]
    asked = [(row["question"], Language(row["lang"])) for row in rows if isinstance(row.get("question"), str)]
    english = [each for each in asked if each[1] is Language.ENGLISH]
    danish = [each for each in asked if each[1] is Language.DANISH]
    # The inventing model writes English, so that is where it tries hardest.
    return (english + danish)[:turns]


def _mixed(turns: int) -> list[tuple[str, Language]]:
    """So many of all labelled questions, spread evenly over them."""
    every = _labelled(10_000)
    return every[:: max(1, len(every) // turns)][:turns]


async def prompts(turns: int) -> None:
    """What a turn asks for, taken off the wire of a server that answers well, counted by one with a real tokenizer."""
    taken: list[list[dict[str, Any]]] = []
    with serving("inventing") as url, model_server() as server:
        settings = settings_at(server.url, turn_seconds=DEADLINE)
        async with _apart() as apart, open_house(settings, progress=_quietly, conversations=apart) as house:
            for text, language in _mixed(turns):
                conversation = await house.engine.open(language=language)
                server.asked.clear()
                await house.engine.hear_visitor(VisitorMessage(id="m1", conversation_id=conversation.id, text=text))
                await house.engine.delete(conversation.id)
                taken.append(list(server.asked))
        tell_prompts(taken, Counter(address=url.removesuffix("/v1")))


async def faults() -> None:
    table = Table("fault", "", "at", "answer", "why", "seconds", "within its deadline")
    async with _apart() as apart, open_house(Settings.from_environ(), progress=_quietly, conversations=apart) as house:
        # A process's first question loads the embedder: that is a start's cost, not a fault's.
        await _one_turn(house.engine, Language.DANISH)
        for fault in Fault:
            with model_server(fault) as server:
                for language, at in product(Language, ("reading", "writing")):
                    reading = 2.0 if at == "reading" else 0.0
                    settings = settings_at(
                        server.url, turn_seconds=DEADLINE, understand_seconds=reading, silence_seconds=1.5
                    )
                    async with open_model(settings) as model:
                        assert model is not None  # noqa: S101 - named above
                        engine = speaking(house.engine, settings, model)
                        table.add_row(str(fault), str(language), at, *await _one_turn(engine, language))
    console.print(table)
    console.print(f"A turn's deadline for the model is {DEADLINE} s; the whole reply may take one second more.")


async def _one_turn(engine: Engine, language: Language) -> list[str]:
    conversation = await engine.open(language=language)
    heard = VisitorMessage(id="m1", conversation_id=conversation.id, text=ASKED[language])
    started = time.perf_counter()
    shown = (await engine.hear_visitor(heard)).transcript[-1]
    spent = time.perf_counter() - started
    await engine.delete(conversation.id)
    modelled = engine.replier.modelled
    why = ", ".join(modelled.answerer.tally.fallbacks) if modelled else ""
    stands = f"{shown.outcome}, {len(shown.citations)} sources" if "SDSI" in shown.text else "WRONG"
    return [stands, why or "-", f"{spent:.2f}", "yes" if spent <= DEADLINE + 1 else "NO"]


LONG = {"inventing": inventing, "latency": latency, "agent": agent}


def _quietly(done: int, total: int) -> None:
    del done, total


if __name__ == "__main__":
    main()
