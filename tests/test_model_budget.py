"""Over a day's budget a visitor is answered by quoting, and the model's server hears nothing of it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr

from bot.llm.chat_model import OpenAiModel
from bot.metrics import EventCounter, Metrics
from bot.settings import ModelSettings, Settings
from bot.web import create_app
from bot.wiring import speaking
from tests.fakes import FrozenClock, MemoryFeed, MemoryStore
from tests.house import make_engine
from tests.model_server import Fault, ModelServer, model_server
from tests.web.visitor import SECRET

pytestmark = pytest.mark.anyio
API = "/api/v1/conversations"
QUESTION = "What is En indgang in Region Syddanmark?"
CALL = 960
"""Tokens the loopback server says a call took."""
ONE, OTHER = "127.0.0.1", "127.0.0.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    app: FastAPI
    server: ModelServer
    clock: FrozenClock

    @property
    def spent(self) -> int:
        return CALL * len(self.server.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    place: Place
    page: AsyncClient
    path: str

    @classmethod
    async def arrives(cls, place: Place, address: str) -> Self:
        transport = ASGITransport(place.app, client=(address, 50_000))
        page = AsyncClient(transport=transport, base_url="http://testserver")
        opened = (await page.post(API, json={"language": "en"})).json()
        page.headers["Authorization"] = f"Bearer {opened['token']}"
        return cls(place=place, page=page, path=f"{API}/{opened['id']}/messages")

    async def asks(self) -> int:
        """How often the model's server was asked for the answer. It is an answer in any case."""
        before = len(self.place.server.asked)
        said = await self.page.post(self.path, json={"id": str(uuid4()), "text": QUESTION})
        assert said.status_code == 200
        reply: dict[str, Any] = said.json()["messages"][-1]
        assert reply["outcome"] == "answered"
        assert "SDSI" in reply["text"]
        assert reply["citations"]
        return len(self.place.server.asked) - before

    async def asks_until_quoted(self) -> None:
        for _ in range(20):
            if await self.asks() == 0:
                return
        pytest.fail("twenty turns, and the day is not spent")


@asynccontextmanager
async def open_place(*, each: int = 0, together: int = 0, fault: Fault = Fault.NONE) -> AsyncGenerator[Place, None]:
    clock = FrozenClock()
    with model_server(fault) as server:
        model = OpenAiModel.at(server.url, model="m", key=SecretStr(""), silence=5, retries=0)
        llm = ModelSettings(base_url=server.url, model="m", visitor_tokens_a_day=each, tokens_a_day=together)
        engine = make_engine(store=MemoryStore(clock=clock), feed=MemoryFeed(), clock=clock)
        engine = speaking(engine, Settings(llm=llm), model)
        yield Place(
            app=create_app(door=engine, feed=engine.feed, clock=clock, secret=SECRET), server=server, clock=clock
        )
        await model.close()


@contextmanager
def counting() -> Generator[Metrics]:
    metrics = Metrics()
    handler = EventCounter(metrics)
    logging.getLogger().addHandler(handler)
    try:
        yield metrics
    finally:
        logging.getLogger().removeHandler(handler)


async def test_one_visitors_budget_ends_in_quotes_until_tomorrow_and_nobody_else_notices(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with open_place(each=15_000) as place:
        visitor, other = await Visitor.arrives(place, ONE), await Visitor.arrives(place, OTHER)
        assert await visitor.asks() == 2
        with counting() as metrics:
            await visitor.asks_until_quoted()
        assert place.spent <= 15_000
        # A new conversation is no new visitor.
        assert await (await Visitor.arrives(place, ONE)).asks() == 0
        assert await other.asks() == 2
        place.clock.move(timedelta(days=1))
        assert await visitor.asks() == 2
    # The last turn's reading was paid for or not; either way no model wrote, and the log says why by the turn's id.
    quoted = [record for record in caplog.records if record.message == "turn.quoted_instead"]
    assert {record.__dict__["why"] for record in quoted} == {"budget"}
    assert all("/" in record.__dict__["turn"] for record in quoted)
    spent = [record for record in caplog.records if record.message == "model.budget_spent"]
    assert {record.__dict__["whose"] for record in spent} == {"visitor"}
    assert ONE not in str([vars(record) for record in (*quoted, *spent)])
    assert 'indgang_events_total{event="model.budget_spent",level="warning"}' in metrics.text().decode()


async def test_everybodys_budget_ends_in_quotes_for_all_until_tomorrow(caplog: pytest.LogCaptureFixture) -> None:
    async with open_place(together=15_000) as place:
        visitor, other = await Visitor.arrives(place, ONE), await Visitor.arrives(place, OTHER)
        await visitor.asks_until_quoted()
        assert place.spent <= 15_000
        assert await other.asks() == 0
        place.clock.move(timedelta(days=1))
        assert await other.asks() == 2
    spent = [record for record in caplog.records if record.message == "model.budget_spent"]
    assert {record.__dict__["whose"] for record in spent} == {"all"}


async def test_many_at_once_spend_no_more_than_one_after_another() -> None:
    async with open_place(each=15_000) as place:
        crowd = [await Visitor.arrives(place, ONE) for _ in range(8)]
        await asyncio.gather(*(visitor.asks() for visitor in crowd))
        assert 0 < place.spent <= 15_000


async def test_a_server_that_refuses_costs_nothing() -> None:
    async with open_place(each=15_000, fault=Fault.BAD_REQUEST) as place:
        visitor = await Visitor.arrives(place, ONE)
        for _ in range(6):
            assert await visitor.asks() == 1


async def test_a_reply_that_breaks_off_is_paid_in_full(caplog: pytest.LogCaptureFixture) -> None:
    async with open_place(each=9_000, fault=Fault.HANG_UP) as place:
        visitor = await Visitor.arrives(place, ONE)
        await visitor.asks_until_quoted()
        # What a whole reply is counted as would be far from the limit; nobody counted these.
        assert place.spent < 9_000 / 2
    quoted = [record.__dict__["why"] for record in caplog.records if record.message == "turn.quoted_instead"]
    assert quoted[-1] == "budget"
