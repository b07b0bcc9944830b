"""The whole visitor's door over the real rooms and a real SQLite file, spoken to in this process."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
from fastapi import FastAPI

from bot.conversation import LiveFeed
from bot.domain import Found, Language, Passage
from bot.ports import Retriever
from bot.storage import Database, SqlConversationStore
from bot.web import LeadLinks, Limits, Rate, add_lead_pages, create_app
from bot.wiring import StaffDesk, open_desk
from tests.fakes import FrozenClock
from tests.house import make_engine, real_knowledge, real_retriever

SECRET = "a secret for trying what holds, and nothing else"  # noqa: S105 - of a throw-away server
PLENTY = Rate(1e9, 1e9)
API = "/api/v1/conversations"
VALUES = {
    "need": "test",
    "product": "syngende seng",
    "region_hospital": "OUH, Aalborg",
    "company_name": "Æblehjælp ApS",
    "contact_email": "mia@example.org",
}


@dataclass(frozen=True, slots=True)
class Remembering:
    """A Retriever that looks each question up once: what it finds depends on nothing else."""

    inner: Retriever
    known: dict[tuple[str, Language, str], Found] = field(default_factory=dict[tuple[str, Language, str], Found])

    async def retrieve(self, query: str, *, language: Language, day: date, translated: str = "") -> Found:
        key = (query, language, translated)
        if key not in self.known:
            self.known[key] = await self.inner.retrieve(query, language=language, day=day, translated=translated)
        return self.known[key]

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        return self.inner.passage(card_id, language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    runner: asyncio.Runner
    app: FastAPI
    client: httpx.AsyncClient
    desk: StaffDesk
    links: LeadLinks

    def ask(self, method: str, path: str, *, token: str = "", **rest: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.runner.run(self.client.request(method, path, headers=headers, **rest))


def deed(**values: object) -> dict[str, object]:
    """A deed's body under an id of its own."""
    return {"id": str(uuid4()), **values}


@contextmanager
def open_world(folder: Path) -> Generator[World, None, None]:
    clock = FrozenClock()
    database = Database.open(f"sqlite:///{folder}/indgang.db")
    store, feed = SqlConversationStore(database=database, clock=clock), LiveFeed()
    engine = make_engine(store=store, feed=feed, clock=clock, retriever=Remembering(real_retriever()))
    desk = open_desk(database, real_knowledge().directory, store=store, feed=feed, clock=clock)
    links = LeadLinks(secret=SECRET, clock=clock)
    limits = Limits(deeds=PLENTY, requests=PLENTY, openings=PLENTY)
    app = create_app(door=engine, feed=feed, clock=clock, secret=SECRET, limits=limits)
    add_lead_pages(app, staff=desk.door, links=links)
    with asyncio.Runner() as runner:
        transport = httpx.ASGITransport(app=app)
        client = httpx.AsyncClient(transport=transport, base_url="http://indgang.example")
        runner.run(database.migrate())
        try:
            yield World(runner=runner, app=app, client=client, desk=desk, links=links)
        finally:
            runner.run(client.aclose())
            runner.run(database.close())
