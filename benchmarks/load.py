"""Load on PostgreSQL and a Chroma server, one replica against two, beside the same program on SQLite; then one dies.

Every visitor opens a conversation and asks one card's question after another, over real HTTP to real servers on this
machine. With two replicas each request goes to the next one. Run `indgang index` first: its embeddings are used.
"""

import argparse
import asyncio
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import numpy as np
from rich.console import Console

from bot.domain import Language
from bot.settings import Settings
from bot.storage import Database, SqlEmbeddings
from tests.chroma import chroma_server
from tests.cluster import missing, started
from tests.serving import Asker, Served, ask, served

from .speed import Times, times_of
from .texts import ROOT, card_passages

console = Console(highlight=False, soft_wrap=True)
SECRET = "a secret of at least thirty-two characters"  # noqa: S105 - signs nothing outside this run
PATIENCE = 60
Questions = Sequence[tuple[str, Language]]


@dataclass(slots=True)
class Load:
    """What a run came to. `acknowledged` are the messages each conversation was promised."""

    milliseconds: list[float] = field(default_factory=list[float])
    faults: Counter[int] = field(default_factory=Counter[int])
    """Answers that were not one, by status; 0 is a connection that broke everywhere."""
    retried: int = 0
    seconds: float = 0.0
    acknowledged: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    @property
    def errors(self) -> str:
        told = ", ".join(f"{count} x {status}" for status, count in sorted(self.faults.items()))
        return f"{self.faults.total()} ({told})" if told else "0"

    @property
    def times(self) -> Times:
        return times_of(self.milliseconds)

    def __str__(self) -> str:
        rate = len(self.milliseconds) / self.seconds
        return f"{rate:5.1f} answers/s   {self.times}   errors {self.errors}"


async def ask_all(servers: Sequence[Served], questions: Questions, *, visitors: int, each: int) -> Load:
    """All visitors at once, `each` questions a visitor."""
    load = Load()
    began = time.perf_counter()
    await asyncio.gather(*(_visit(servers, load, questions, number, each) for number in range(visitors)))
    load.seconds = time.perf_counter() - began
    return load


async def _visit(servers: Sequence[Served], load: Load, questions: Questions, number: int, each: int) -> None:
    place = f"127.0.1.{number + 1}"
    visitor = await Asker.arrives(servers[number % len(servers)].port, address=place)
    for turn in range(each):
        text, _ = questions[(number * each + turn) % len(questions)]
        began = time.perf_counter()
        if await _answered(servers, load, visitor, text, first=number + turn):
            load.milliseconds.append((time.perf_counter() - began) * 1000)


async def _answered(servers: Sequence[Served], load: Load, visitor: Asker, text: str, *, first: int) -> bool:
    """As the widget does: the same id again where a connection breaks, at whichever server the proxy picks."""
    key, last = str(uuid4()), 0
    for attempt in range(len(servers)):
        try:
            status, _ = await visitor.says(servers[(first + attempt) % len(servers)].port, text, id_=key)
        except (OSError, IndexError):
            load.retried += 1
            continue
        if status == 200:
            load.acknowledged.setdefault(visitor.id, []).append(key)
            return True
        last = status
        break
    load.faults[last] += 1
    return False


async def die_under_load(servers: Sequence[Served], questions: Questions, *, visitors: int, each: int) -> str:
    """Kill the first server halfway, and see what every visitor and every open stream got in the end."""
    load = Load()
    askers = [await Asker.arrives(servers[n % 2].port, address=f"127.0.2.{n + 1}") for n in range(visitors)]
    streams = [asyncio.create_task(_follow(servers, asker, first=n)) for n, asker in enumerate(askers)]

    async def talk(number: int, asker: Asker) -> None:
        for turn in range(each):
            await _answered(servers, load, asker, questions[(number * each + turn) % len(questions)][0], first=turn)
            if number == 0 and turn == each // 2:
                servers[0].kill()

    await asyncio.gather(*(talk(number, asker) for number, asker in enumerate(askers)))
    lost = doubled = told = resumed = gaps = 0
    for asker, stream in zip(askers, streams, strict=True):
        path = f"/api/v1/conversations/{asker.id}"
        _, kept = await ask(servers[1].port, "GET", path, token=asker.token, address=asker.address)
        places = [f"{message['index']}.done" for message in kept["messages"]]
        ids = [message["id"] for message in kept["messages"]]
        promised = load.acknowledged.get(asker.id, [])
        lost += sum(key not in ids for key in promised)
        doubled += len(ids) - len(set(ids))
        told += len(promised)
        seen, reconnects = await _seen(stream, len(places))
        resumed += reconnects
        gaps += seen != places
    return (
        f"one of two killed: {told} acknowledged, {lost} lost, {doubled} doubled, {load.retried} sent again, "
        f"errors {load.errors}; {resumed} streams went on at the other, {gaps} with a gap or a repeat"
    )


@dataclass(slots=True)
class Stream:
    places: list[str] = field(default_factory=list[str])
    reconnects: int = 0


async def _seen(stream: "asyncio.Task[Stream]", wanted: int) -> tuple[list[str], int]:
    """What the stream brought, once it has caught up."""
    found = _STREAMS[stream.get_name()]
    for _ in range(PATIENCE * 10):
        if len(found.places) >= wanted:
            break
        await asyncio.sleep(0.1)
    stream.cancel()
    return found.places, found.reconnects


_STREAMS: dict[str, Stream] = {}


async def _follow(servers: Sequence[Served], asker: Asker, *, first: int) -> Stream:
    """As the browser's EventSource: where the connection ends, go on at the next server with the last id."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a coroutine of ours, always run as a task
    stream = _STREAMS[task.get_name()] = Stream()
    at, last = first, ""
    while True:
        try:
            async for event, id_, _ in asker.events(servers[at % len(servers)].port, after=last):
                last = id_ or last
                if event == "message":
                    stream.places.append(id_)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            stream.reconnects += 1
        at += 1


async def copy_embeddings(data: Path, url: str) -> None:
    """What `indgang index` computed, into another database: measuring load needs no hour of embedding."""
    rows = sqlite3.connect(data / "indgang.db").execute("SELECT embedder, key, vector FROM embeddings").fetchall()
    database = Database.open(url)
    await database.migrate()
    for embedder in {row[0] for row in rows}:
        store = SqlEmbeddings(database=database, embedder=embedder)
        await store.put({key: np.frombuffer(vector, "<f4").tolist() for name, key, vector in rows if name == embedder})
    await database.close()


@asynccontextmanager
async def serving(data: Path, folder: Path, names: Sequence[str], **more: str) -> AsyncGenerator[list[Served]]:
    """One server a name, each with a data folder of its own, and one thread for embedding: two share two cores."""
    async with AsyncExitStack() as stack:
        servers: list[Served] = []
        for name in names:
            if not (folder / name).exists():
                shutil.copytree(data, folder / name)
            environment = {
                "INDGANG_DATA_DIR": str(folder / name),
                "INDGANG_KNOWLEDGE_DIR": str(ROOT / "knowledge"),
                "INDGANG_SECRET": SECRET,
                "INDGANG_EMBEDDER_THREADS": "1",
                "INDGANG_LOG_LEVEL": "WARNING",
                **{f"INDGANG_{key.upper()}": value for key, value in more.items()},
            }
            servers.append(await stack.enter_async_context(served(environment)))
        yield servers


async def measure(data: Path, *, visitors: int, each: int) -> None:
    questions = [(each.asks[-1].text, each.language) for each in card_passages() if each.asks]
    with tempfile.TemporaryDirectory() as place, started(is_durable=True) as cluster:
        folder = Path(place)
        console.print(f"{visitors} visitors at once, {each} questions each; every commit waits for the disk")
        async with serving(data, folder, ["sqlite"]) as servers:
            await ask_all(servers, questions, visitors=2, each=3)
            alone = await ask_all(servers, questions, visitors=visitors, each=each)
            console.print(f"SQLite, one process                 {alone}")
        with cluster.database() as url, chroma_server(folder / "chroma") as chroma:
            await copy_embeddings(data, url)
            shared = {"database_url": url, "chroma_url": chroma}
            loads: list[Load] = []
            for names in (["one"], ["one", "two"]):
                async with serving(data, folder, names, **shared) as servers:
                    await ask_all(servers, questions, visitors=2, each=3)
                    loads.append(await ask_all(servers, questions, visitors=visitors, each=each))
                    what = f"PostgreSQL + Chroma, {len(names)} replica{'s' if len(names) > 1 else ' '}"
                    ratio = (len(loads[-1].milliseconds) / loads[-1].seconds) / (
                        len(alone.milliseconds) / alone.seconds
                    )
                    console.print(f"{what:36}{loads[-1]}   = {ratio:.2f} x SQLite's throughput")
            async with serving(data, folder, ["one", "two"], **shared) as servers:
                console.print(await die_under_load(servers, questions, visitors=visitors, each=min(each, 10)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--visitors", type=int, default=12)
    parser.add_argument("--each", type=int, default=12, help="questions a visitor asks; at most 20 come unhindered")
    chosen = parser.parse_args()
    data = Settings.from_environ().data_dir
    if not (data / "indgang.db").is_file():
        raise SystemExit(f"there is no index in {data}: run `indgang index` first")
    if why := missing():
        raise SystemExit(why)
    asyncio.run(measure(data, visitors=chosen.visitors, each=chosen.each))


if __name__ == "__main__":
    main()
