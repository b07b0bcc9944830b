"""Hundreds of leads while the serving process is killed again and again and Slack has a bad day."""

import asyncio
import os
import random
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx2 as httpx

from benchmarks.trust.insisting import Company, Ledger
from benchmarks.trust.lives import BY_SLACK, Life
from benchmarks.trust.nursery import nursery
from benchmarks.trust.table import Row
from tests.serving import free_port
from tests.slack.edge import BOT_TOKEN, LOST, Edge

from .rig import Rig

COMPANIES, PATIENCE = 8, 180.0
SOONEST = 0.2
"""Seconds into a life before which it is not killed."""
WEATHER = {"": 63, "429": 2, 500: 1, 503: 1, "internal_error": 1, LOST: 2}


@dataclass(slots=True, kw_only=True)
class _Day:
    edge: Edge
    channel: str
    kills: int = 0


async def storm(rig: Rig, *, leads: int, minutes: float, longest: float) -> list[Row]:
    """Companies hand leads over by HTTP to servers that are killed; then all is counted on Slack's side."""
    ledger = Ledger()
    port = free_port()
    edge = Edge(emulator=rig.emulated, app_url=f"http://127.0.0.1:{port}/slack/events", echoes=False)
    await edge.start()
    try:
        with tempfile.TemporaryDirectory() as folder, nursery() as house:
            day = _Day(edge=edge, channel=await _channel(edge))
            life = Life(folder=folder, port=port, slack=f"{edge.url}/api/", token=BOT_TOKEN, channel=day.channel)
            started = time.monotonic()
            over, crowd = asyncio.Event(), list[asyncio.Task[None]]()
            chance = random.Random()  # noqa: S311 - moments, not secrets
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
                while time.monotonic() < started + 60 * minutes and not _is_done(Path(folder), ledger, leads):
                    edge.faults["chat.postMessage"] = chance.choices(list(WEATHER), list(WEATHER.values()), k=2000)
                    await asyncio.to_thread(house.begin, life)
                    if not crowd:
                        company = Company(client, ledger, over, destinations=(BY_SLACK,))
                        crowd = [asyncio.create_task(company.hands_over()) for _ in range(COMPANIES)]
                    await asyncio.sleep(chance.uniform(SOONEST, longest))
                    await asyncio.to_thread(house.end)
                    day.kills += 1
                    if len(ledger.acknowledged) >= leads:
                        over.set()
                over.set()
                await asyncio.gather(*crowd, return_exceptions=True)
            edge.faults.clear()
            await asyncio.to_thread(house.begin, life)
            await _drained(Path(folder))
            await asyncio.to_thread(house.end)
            return _counted(Path(folder), ledger, day, seconds=time.monotonic() - started)
    finally:
        rig.counts(edge)
        await edge.stop()


async def outage(rig: Rig, *, leads: int) -> list[Row]:
    """Ten minutes without Slack, on the test's clock: a tick each half minute, and four after it is back."""
    async with rig.workspace() as place:
        place.edge.is_down = True
        visitors = [await place.visitor() for _ in range(leads)]
        for _ in range(20):
            await place.delivery.tick()
            place.clock.move(timedelta(seconds=30))
        place.edge.is_down = False
        for _ in range(6):
            place.clock.move(timedelta(minutes=5))
            await place.delivery.tick()
        shown = _keys(place.edge)
        ids = [(await visitor.sees()).handoffs[0].id for visitor in visitors]
        cards = [shown[f"lead:{id_}@slack:{place.channel}"] for id_ in ids]
    lost, twice = cards.count(0), sum(count > 1 for count in cards)
    figure = f"{leads - lost} delivered, {lost} lost, {twice} twice"
    how = "503 for ten minutes of an accelerated clock (the product's own Clock port)"
    return [Row("Slack down for ten minutes", how, figure, not lost and not twice)]


async def _channel(edge: Edge) -> str:
    made = await edge.emulated("conversations.create", {"name": f"storm-{os.urandom(4).hex()}"}, token="xoxp-ann")  # noqa: S106 - the emulator's own
    channel = str(made["channel"]["id"])
    await edge.emulated("conversations.join", {"channel": channel})
    return channel


def _is_done(folder: Path, ledger: Ledger, leads: int) -> bool:
    return len(ledger.acknowledged) >= leads and not _waiting(folder)


def _waiting(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "indgang.db", timeout=10)) as connection:
        return int(connection.execute("SELECT count(*) FROM handoffs WHERE state != 'delivered'").fetchone()[0])


async def _drained(folder: Path) -> None:
    gives_up = time.monotonic() + PATIENCE
    while time.monotonic() < gives_up and _waiting(folder):  # noqa: ASYNC110 - another process ends it
        await asyncio.sleep(0.5)


def _keys(edge: Edge) -> Counter[str]:
    """How often each post of ours stands in Slack, by the key it carries."""
    return Counter(str(each["event_payload"]["key"]) for each in edge.metadata.values() if each)


def _counted(folder: Path, ledger: Ledger, day: _Day, *, seconds: float) -> list[Row]:
    with closing(sqlite3.connect(folder / "indgang.db")) as connection:
        stored = dict(connection.execute("SELECT id, reference FROM handoffs").fetchall())
    posted = _keys(day.edge)
    told = {reference for references in ledger.acknowledged.values() for reference in references}
    lost = len(told - set(stored.values()))
    cards = {id_: posted[f"lead:{id_}@slack:{day.channel}"] for id_ in stored}
    missing, twice = sum(not count for count in cards.values()), sum(count > 1 for count in cards.values())
    parts = [
        posted[f"lead:{id_}@slack:{day.channel}#{part}"] for id_ in stored for part in ("said", "draft", "history")
    ]
    posts = len(day.edge.made("chat.postMessage"))
    how = (
        f"{day.kills} kill -9 in {seconds:.0f} s; one post in ten met 429, 500, 503, internal_error or an answer lost "
        f"after the post; {posts} posts tried"
    )
    figure = f"{len(told)} acknowledged, {len(cards) - missing} delivered, {lost + missing} lost, {twice} twice"
    rows = [Row("leads arrive once each", how, figure, bool(told) and not lost and not missing and not twice)]
    thread_missing, thread_twice = parts.count(0), sum(count > 1 for count in parts)
    figure = f"{len(parts)} messages, {thread_missing} missing, {thread_twice} twice"
    return [
        *rows,
        Row(
            "so do the messages in their threads",
            "counted by the key each carries",
            figure,
            not thread_missing and not thread_twice,
        ),
    ]
