"""A screen is woken by what another server wrote, and stays served where the others cannot be told of it."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from bot.conversation import SharedFeed
from bot.domain import ConversationId, TransientError

pytestmark = pytest.mark.anyio
MINE, OTHER = ConversationId("mine"), ConversationId("other")


@dataclass(slots=True)
class MemorySignals:
    """Signals within one process; `is_down` is a database that does not answer."""

    is_down: bool = False
    open_ones: list[ConversationId] = field(default_factory=list[ConversationId])
    said: asyncio.Queue[ConversationId | None] = field(default_factory=asyncio.Queue[ConversationId | None])

    async def changes(self) -> AsyncGenerator[ConversationId | None, None]:
        while True:
            yield await self.said.get()

    async def watched(self, conversation_id: ConversationId) -> None:
        self._answer()
        self.open_ones.append(conversation_id)

    async def left(self, conversation_id: ConversationId) -> None:
        self._answer()
        self.open_ones.remove(conversation_id)

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        self._answer()
        return conversation_id in self.open_ones

    def _answer(self) -> None:
        if self.is_down:
            raise TransientError("the database is away")


@pytest.mark.parametrize(("said", "wakes"), [(MINE, True), (None, True), (OTHER, False)])
async def test_a_screen_wakes_for_its_own_conversation_and_after_a_cut(
    said: ConversationId | None, wakes: bool
) -> None:
    signals = MemorySignals()
    feed = SharedFeed(signals)
    listening = asyncio.create_task(feed.listen())
    screen = asyncio.ensure_future(anext(feed.watch(MINE)))
    await asyncio.sleep(0)
    signals.said.put_nowait(said)
    done, _ = await asyncio.wait({screen}, timeout=5 if wakes else 0.05)
    assert bool(done) is wakes
    for task in (listening, screen):
        task.cancel()
    await asyncio.wait({listening, screen})


async def test_the_other_servers_are_told_that_a_screen_is_open_and_that_it_closed() -> None:
    signals = MemorySignals()
    here, there = SharedFeed(signals), SharedFeed(signals)
    screen = asyncio.ensure_future(anext(here.watch(MINE)))
    await asyncio.sleep(0)
    assert await here.is_watched(MINE)
    assert await there.is_watched(MINE)
    screen.cancel()
    await asyncio.wait({screen})
    assert signals.open_ones == []


async def test_a_screen_is_served_while_the_others_cannot_be_told() -> None:
    feed = SharedFeed(MemorySignals(is_down=True))
    screen = asyncio.ensure_future(anext(feed.watch(MINE)))
    await asyncio.sleep(0)
    await feed.changed(MINE)
    await asyncio.wait_for(screen, timeout=5)
    with pytest.raises(TransientError):
        await feed.is_watched(OTHER)
