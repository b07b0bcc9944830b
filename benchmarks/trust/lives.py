"""Servers that live until they are killed: the product's own app on a real socket over a real database file.

Each line on stdin begins a life. A life is a fork of a process that has imported and learnt everything already, so that
a thousand lives do not cost a thousand starts of Python; what is open (database, sockets, index) is opened in the life.
"""

import asyncio
import contextlib
import gc
import json
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx2 as httpx
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr

from bot.conversation import Delivery, LiveFeed
from bot.desk_wiring import deliver
from bot.domain import Delivery as Way
from bot.domain import IndgangError, Passage
from bot.knowledge import Knowledge
from bot.retrieval import HybridRetriever, open_retriever, passages_of
from bot.settings import MailSettings, Settings, SlackSettings
from bot.storage import Database, SqlConversationStore, SqlEmbeddings
from bot.web import LeadLinks, Limits, Patience, Rate, add_lead_pages, create_app, listening
from bot.wiring import StaffDesk, SystemClock, open_database, open_desk
from tests.fakes import HashEmbedder
from tests.house import make_engine, real_knowledge, real_retriever
from tests.trust.world import API, VALUES, deed

SECRET = "a secret for servers that live a second"  # noqa: S105 - of a throw-away server
BY_SLACK, BY_MAIL = "syd-en-indgang", "nord-lsca"
PLENTY = Rate(1e9, 1e9)
INDEXED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How a server is started; `lease` is how long a killed one's posts wait for the next."""

    folder: str
    port: int
    slack: str = ""
    token: str = "xoxb-x"  # noqa: S105 - a counting Slack's
    channel: str = "C1"
    smtp: int = 0
    lease: float = 2.0
    reconcile: float = 0.1
    indexes: bool = False
    unlimited: bool = True
    streams: int = 500
    requests_at_once: int = 200
    head_seconds: float = 10
    body_seconds: float = 20
    write_seconds: float = 20
    connections: int = 1000

    @property
    def settings(self) -> Settings:
        mail = {"host": "127.0.0.1", "port": self.smtp, "security": "none", "sender": "indgang@example.org"}
        slack = {"bot_token": self.token, "signing_secret": "x", "channel": self.channel, "api_url": self.slack}
        return Settings(
            data_dir=Path(self.folder),
            secret=SecretStr(SECRET),
            public_url=f"http://127.0.0.1:{self.port}",
            mail=MailSettings.model_validate(mail if self.smtp else {}),
            slack=SlackSettings.model_validate(slack if self.slack else {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    app: FastAPI
    desk: StaffDesk
    delivery: Delivery
    database: Database


def knowledge_with_ways() -> Knowledge:
    """The real knowledge, but one door gets its leads by e-mail; the rest by the default channel."""
    knowledge = real_knowledge()
    known = knowledge.directory
    by_mail = replace(known.destinations[BY_MAIL], delivery=Way(email="door@example.org"))
    directory = replace(known, destinations={**known.destinations, BY_MAIL: by_mail})
    return replace(knowledge, directory=directory)


def prepared(life: Life) -> Running:
    """All that opens nothing yet: no connection is made before the life begins."""
    settings, knowledge, clock = life.settings, knowledge_with_ways(), SystemClock()
    database = Database.open(settings.database)
    store, feed = SqlConversationStore(database=database, clock=clock), LiveFeed()
    engine = make_engine(store=store, feed=feed, clock=clock, knowledge=knowledge)
    desk = open_desk(database, knowledge.directory, store=store, feed=feed, clock=clock)
    most = Limits(
        body_seconds=life.body_seconds,
        requests_at_once=life.requests_at_once,
        streams=life.streams,
        streams_per_address=life.streams,
    )
    limits = replace(most, deeds=PLENTY, requests=PLENTY, openings=PLENTY) if life.unlimited else most
    app = create_app(door=engine, feed=feed, clock=clock, secret=SECRET, limits=limits)
    add_lead_pages(app, staff=desk.door, links=LeadLinks(secret=SECRET, clock=clock))
    delivery = replace(deliver(settings, desk, None), lease=timedelta(seconds=life.lease))
    app.middleware_stack = app.build_middleware_stack()
    _config(app, life).load()
    return Running(app=app, desk=desk, delivery=delivery, database=database)


async def warmed(running: Running) -> None:
    """One visit before the first life, deleted again: what is made at first use is made, so that lives can be short."""
    await running.database.migrate()
    transport = httpx.ASGITransport(app=running.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://indgang.example") as client:
        opened = (await client.post(API, json={"language": "da"})).json()
        path, headers = f"{API}/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
        for name, value in VALUES.items():
            await client.put(f"{path}/fields/{name}", json=deed(value=value), headers=headers)
        notice = (await client.get(f"{path}/review", headers=headers)).json()["notice_id"]
        consent = deed(destinations=[BY_SLACK, BY_MAIL], notice_id=notice, consent=True)
        (await client.post(f"{path}/consent", json=consent, headers=headers)).raise_for_status()
        (await client.delete(path, headers=headers)).raise_for_status()
    await running.delivery.tick()
    await running.database.close()


async def live(life: Life, running: Running) -> None:
    await running.database.migrate()
    work = [asyncio.create_task(_deliver(running.delivery, every=life.reconcile))]
    if life.indexes:
        work.append(asyncio.create_task(_index(life)))
    try:
        await uvicorn.Server(_config(running.app, life)).serve()
    finally:
        for task in work:
            task.cancel()
        for task in work:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await running.database.close()


def _config(app: FastAPI, life: Life) -> uvicorn.Config:
    patience = Patience(connections=life.connections, head_seconds=life.head_seconds, write_seconds=life.write_seconds)
    return listening(app, host="127.0.0.1", port=life.port, patience=patience)


async def _deliver(delivery: Delivery, *, every: float) -> None:
    while True:
        with contextlib.suppress(IndgangError):
            await delivery.tick()
        await asyncio.sleep(every)


async def _index(life: Life) -> None:
    """Build the index over and over, each time of other passages, so that a kill falls into the writing of it."""
    for turn in range(1_000_000):
        await index_of(life.folder, indexed(turn % 2))


async def index_of(folder: str, passages: list[Passage]) -> HybridRetriever:
    embedder = HashEmbedder()
    async with open_database(Settings(data_dir=Path(folder, "library"))) as database:
        known = SqlEmbeddings(database=database, embedder=embedder.name)
        return await open_retriever(passages, embedder=embedder, embeddings=known, folder=Path(folder, "index"))


def indexed(turn: int) -> list[Passage]:
    cards = [card for card in real_knowledge().cards if not card.superseded_by]
    return [passage for card in cards[turn : turn + INDEXED] for passage in passages_of(card)]


def main() -> None:
    logging.disable(logging.CRITICAL)
    real_retriever()
    indexed(0)
    gc.freeze()
    _say("ready")
    running: dict[Life, Running] = {}
    for line in _lines():
        life = Life(**json.loads(line))
        alike = replace(life, indexes=False)
        if alike not in running:
            running[alike] = prepared(life)
            asyncio.run(warmed(running[alike]))
        pid = os.fork()
        if pid == 0:
            _say(str(os.getpid()))
            try:
                asyncio.run(live(life, running[alike]))
            finally:
                # Never on to the next line: that one is the parent's to read.
                os._exit(0)
        os.waitpid(pid, 0)
        _say("dead")


def _lines() -> Iterator[str]:
    return iter(sys.stdin.readline, "")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
