"""Questions asked of a server that is killed while its answers grow, with Slack on a bad day; then all is counted."""

import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from aiohttp import ClientError

from benchmarks.trust.table import Row
from tests.serving import free_port
from tests.slack.colleague import Colleague
from tests.slack.edge import LOST, Edge, Json
from tests.slack.growing import METHODS
from tests.slack.workspace import colleague_of

from .rig import Rig
from .talker import QUESTION, SENTENCES

ROOT = Path(__file__).parents[2]
WEATHER = {"": 84, "429": 4, 500: 3, "internal_error": 2, LOST: 5, "message_not_in_streaming_state": 2}
PATIENCE = 240.0
EVERY = 1.5
"""Seconds between two questions."""


async def answers(rig: Rig, *, questions: int, longest: float) -> list[Row]:
    """Each question in a thread of its own, in one person's own talk."""
    port, chance = free_port(), random.Random()  # noqa: S311 - moments, not secrets
    edge = Edge(emulator=rig.emulated, app_url=f"http://127.0.0.1:{port}/slack/events", echoes=False)
    await edge.start()
    started, kills = time.monotonic(), 0
    try:
        with tempfile.TemporaryDirectory() as folder:
            ann = await colleague_of(edge, "ann")
            direct = str((await edge.emulated("conversations.open", {"users": ann.id}))["channel"]["id"])
            asking = asyncio.create_task(_ask(ann, direct, questions))
            while not asking.done() or not _is_done(Path(folder), questions):
                for method in (*METHODS, "chat.update", "chat.postMessage"):
                    edge.faults[method] = chance.choices(list(WEATHER), list(WEATHER.values()), k=2000)
                server = await _server(folder, port, edge)
                calls = len(edge.calls)
                with suppress(TimeoutError):
                    async with asyncio.timeout(20):
                        # A life begins with its first call; what is killed before has nothing to lose.
                        while len(edge.calls) == calls:  # noqa: ASYNC110 - another process calls
                            await asyncio.sleep(0.05)
                await asyncio.sleep(chance.uniform(0.5, longest))
                server.kill()
                await server.wait()
                kills += 1
                if time.monotonic() - started > PATIENCE:
                    break
            edge.faults.clear()
            server = await _server(folder, port, edge)
            asked = await asking
            await _drained(Path(folder), questions)
            server.kill()
            await server.wait()
            return await _counted(edge, direct, asked, kills=kills, seconds=time.monotonic() - started)
    finally:
        rig.counts(edge)
        await edge.stop()


async def _ask(who: Colleague, direct: str, questions: int) -> list[str]:
    """Slack delivers an event again until it is acknowledged."""
    asked: list[str] = []
    for number in range(questions):
        said = await who.edge.emulated("chat.postMessage", {"channel": direct, "text": QUESTION}, token=who.token)
        asked.append(str(said["ts"]))
        event = who.message(direct, asked[-1], QUESTION)
        while True:
            with suppress(ClientError, OSError):
                status, _ = await who.edge.event(event, event_id=f"EvASKED{number}")
                if status == 200:
                    break
            await asyncio.sleep(0.2)
        await asyncio.sleep(EVERY)
    return asked


async def _server(folder: str, port: int, edge: Edge) -> asyncio.subprocess.Process:
    command = ("-m", "benchmarks.slack.talker", folder, str(port), f"{edge.url}/api/")
    return await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT)


def _is_done(folder: Path, questions: int) -> bool:
    with suppress(sqlite3.Error), closing(sqlite3.connect(folder / "indgang.db")) as database:
        [[settled]] = database.execute("select count(*) from inbox where settled_at is not null").fetchall()
        return bool(settled >= questions)
    return False


async def _drained(folder: Path, questions: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while not _is_done(folder, questions):  # noqa: ASYNC110 - another process settles
            await asyncio.sleep(0.2)


async def _counted(edge: Edge, direct: str, asked: list[str], *, kills: int, seconds: float) -> list[Row]:
    found: Counter[str] = Counter()
    for ts in asked:
        page = await edge.emulated("conversations.replies", {"channel": direct, "ts": ts, "limit": 100})
        given = [each for each in page["messages"] if each["ts"] != ts]
        whole = [each for each in given if _is_whole(each)]
        found["whole"] += len(whole) == 1 == len(given)
        found["lost"] += not whole
        found["twice"] += len(given) > 1
        found["growing"] += any(edge.streams.is_growing(each["ts"]) for each in given)
        found["begun"] += any(each["ts"] in edge.streams.held for each in given)
    told = {sentence for call, args in edge.calls if call in METHODS for sentence in _lines(args)}
    how = f"{len(asked)} questions, {kills} kills -9 in {seconds:.0f} s, 429, 500, internal_error, lost answers"
    figure = (
        f"{found['whole']} of {len(asked)}; {found['lost']} lost, {found['twice']} twice, {found['growing']} growing"
    )
    is_well = found["whole"] == len(asked) and not found["growing"]
    return [
        Row("an answer that grows ends once and whole", how, f"{figure}; {found['begun']} grew", is_well),
        Row("only whole proved sentences are shown", how, f"{len(told - {*SENTENCES})} others", told <= {*SENTENCES}),
    ]


def _is_whole(message: Json) -> bool:
    shown = str(message["blocks"])
    return all(each in shown for each in SENTENCES) and "'block_id': 'answer'" in shown


def _lines(args: Json) -> list[str]:
    said = str(args.get("markdown_text") or "")
    # Every reply ends with our own offer of a person, which cites nothing.
    return [line.removesuffix(" [1]") for line in said.split("\n\n") if line.endswith("[1]")]
