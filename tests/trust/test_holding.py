"""What visitors leave behind in the process when they have gone: nothing, in whatever way they went."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import LiveFeed
from bot.domain import ConversationId
from bot.storage import Database, SqlConversationStore
from bot.web import Limits, Rate, create_app
from bot.web.desk import Desk
from bot.wiring import SystemClock
from tests.house import make_engine
from tests.web.served import Caller, Served, served, until

from .world import API, SECRET, VALUES, deed

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
PLENTY = Rate(1e9, 1e9)
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class House:
    server: Served
    desk: Desk
    feed: LiveFeed
    known: list[ConversationId]

    async def asks(self, method: str, path: str, body: object = None, *, token: str = "") -> Any:
        """The parsed answer, over a connection of its own."""
        caller = await self.server.caller()
        raw = json.dumps(body).encode() if body is not None else b""
        head = f"{method} {API}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        more = f"Content-Type: application/json\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(raw)}\r\n\r\n"
        caller.sends((head + more).encode() + raw)
        answer = (await caller.hears_all()).partition(b"\r\n\r\n")[2]
        return json.loads(answer) if answer else None

    async def opened(self) -> tuple[str, str]:
        made = await self.asks("POST", "", {"language": "da"})
        self.known.append(ConversationId(made["id"]))
        return f"/{made['id']}", made["token"]

    async def listens(self, path: str, token: str) -> Caller:
        caller = await self.server.caller()
        caller.asks(f"{API}{path}/events", f"Authorization: Bearer {token}")
        await caller.hears(b"event: state")
        return caller

    async def settles(self) -> None:
        """Until nobody holds a seat or a screen any more. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            # Another connection tells, and signals nobody.
            while len(self.desk.seats) or [each for each in self.known if await self.feed.is_watched(each)]:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncGenerator[House, None]:
    clock, database, feed = SystemClock(), Database.open(f"sqlite:///{tmp_path}/indgang.db"), LiveFeed()
    await database.migrate()
    store = SqlConversationStore(database=database, clock=clock)
    engine = make_engine(store=store, feed=feed, clock=clock)
    limits = Limits(deeds=PLENTY, requests=PLENTY, openings=PLENTY)
    app = create_app(door=engine, feed=feed, clock=clock, secret=SECRET, limits=limits)
    async with served(app) as server:
        yield House(server, app.state.desk, feed, [])
    await database.close()


async def visits(house: House) -> None:
    """One reads to the end, one hands over and deletes, one slams the door before the answer."""
    path, token = await house.opened()
    stream = await house.listens(path, token)
    await house.asks("POST", f"{path}/messages", deed(text="Hvem driver En indgang?"), token=token)
    await stream.hears(b'"author":"bot"')
    await stream.leaves()
    path, token = await house.opened()
    stream = await house.listens(path, token)
    for name, value in VALUES.items():
        await house.asks("PUT", f"{path}/fields/{name}", deed(value=value), token=token)
    review = await house.asks("GET", f"{path}/review", token=token)
    chosen = [each["destination_id"] for each in review["recipients"]]
    consent = deed(destinations=chosen, notice_id=review["notice_id"], consent=True)
    assert (await house.asks("POST", f"{path}/consent", consent, token=token))["state"]["handoffs"]
    await house.asks("DELETE", path, token=token)
    await stream.hears(b"event: gone")
    path, token = await house.opened()
    stream = await house.listens(path, token)
    asking = asyncio.create_task(
        house.asks("POST", f"{path}/messages", deed(text="Kan vi teste i Aalborg?"), token=token)
    )
    await stream.leaves()
    await asking


async def test_who_has_gone_is_held_nowhere(house: House) -> None:
    await visits(house)
    await house.settles()
    tasks = len(asyncio.all_tasks())
    for _ in range(5):
        await visits(house)
    assert len(house.known) == 18
    await house.settles()
    await until(lambda: len(asyncio.all_tasks()) <= tasks)
    meters = house.desk.meters
    # A bucket that is full again is not kept, so no visitor or address is.
    assert max(len(meters.deeds), len(meters.requests), len(meters.openings)) == 1
