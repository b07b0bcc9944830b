"""A change wakes every open screen of its conversation. The fake is held to the same."""

import asyncio

import pytest

from bot.conversation import LiveFeed
from bot.domain import ConversationId
from bot.ports import VisitorFeed
from tests.fakes import MemoryFeed

pytestmark = pytest.mark.anyio
MINE, THEIRS = ConversationId("mine"), ConversationId("theirs")


@pytest.fixture(params=[LiveFeed, MemoryFeed])
def feed(request: pytest.FixtureRequest) -> VisitorFeed:
    made: VisitorFeed = request.param()
    return made


async def rings(watched: asyncio.Task[None]) -> bool:
    done, _ = await asyncio.wait({watched}, timeout=0.05)
    return bool(done)


def next_change(feed: VisitorFeed, conversation_id: ConversationId) -> asyncio.Task[None]:
    changes = feed.watch(conversation_id)

    async def first() -> None:
        await anext(changes)

    return asyncio.create_task(first())


async def test_a_change_wakes_every_screen_that_watches(feed: VisitorFeed) -> None:
    screens = [next_change(feed, MINE), next_change(feed, MINE)]
    await feed.changed(MINE)
    await asyncio.wait_for(asyncio.gather(*screens), timeout=1)


async def test_a_change_elsewhere_wakes_nobody(feed: VisitorFeed) -> None:
    screen = next_change(feed, MINE)
    await feed.changed(THEIRS)
    assert not await rings(screen)
    screen.cancel()


async def test_a_change_between_watching_and_waiting_is_not_missed(feed: VisitorFeed) -> None:
    changes = feed.watch(MINE)
    await feed.changed(MINE)
    await asyncio.wait_for(anext(changes), timeout=1)


async def test_changes_that_pile_up_count_as_one(feed: VisitorFeed) -> None:
    changes = feed.watch(MINE)
    await feed.changed(MINE)
    await feed.changed(MINE)
    await asyncio.wait_for(anext(changes), timeout=1)
    again = asyncio.ensure_future(anext(changes))
    done, _ = await asyncio.wait({again}, timeout=0.05)
    assert not done
    await feed.changed(MINE)
    await asyncio.wait_for(again, timeout=1)


async def test_a_screen_that_closes_leaves_the_others_watching(feed: VisitorFeed) -> None:
    closing, staying = next_change(feed, MINE), next_change(feed, MINE)
    await asyncio.sleep(0)
    closing.cancel()
    await asyncio.wait({closing})
    await feed.changed(MINE)
    await asyncio.wait_for(staying, timeout=1)


async def test_a_change_nobody_watches_is_no_trouble(feed: VisitorFeed) -> None:
    await feed.changed(MINE)


async def test_whether_a_screen_is_open_is_known(feed: VisitorFeed) -> None:
    assert not await feed.is_watched(MINE)
    watching = next_change(feed, MINE)
    await asyncio.sleep(0)
    assert await feed.is_watched(MINE)
    watching.cancel()
    await asyncio.wait({watching})
    assert not await feed.is_watched(MINE)
