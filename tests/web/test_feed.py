import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta

import pytest
from anyio import Event
from sse_starlette import ServerSentEvent

from bot.domain import Conversation, ConversationId, VisitorMessage
from bot.web.app import create_app
from bot.web.desk import Desk
from bot.web.feed import Place, follow
from tests.fakes import FrozenClock, MemoryFeed

from .fake_door import FakeDoor
from .visitor import SECRET

pytestmark = pytest.mark.anyio
ALL = ["0.done", "1.0", "1.1", "1.done", "2.done", "3.done"]
Events = AsyncGenerator[ServerSentEvent, None]


@pytest.fixture
async def talked(door: FakeDoor) -> ConversationId:
    conversation = await door.open(language=None)
    for number, text in enumerate(("Hvordan tester vi?", "Nej, ikke CE-mærket")):
        await door.hear_visitor(VisitorMessage(id=str(number), conversation_id=conversation.id, text=text))
    return conversation.id


@pytest.fixture
def desk(door: FakeDoor, clock: FrozenClock) -> Desk:
    app = create_app(door=door, feed=door.feed, clock=clock, secret=SECRET)
    desk = app.state.desk
    assert isinstance(desk, Desk)
    return desk


async def ids_until_state(stream: Events) -> list[str]:
    seen: list[str] = []
    async for event in stream:
        if event.event == "state":
            return seen
        seen.append(str(event.id))
    return seen


async def test_a_screen_that_comes_first_hears_every_sentence_and_every_message(
    talked: ConversationId, desk: Desk
) -> None:
    stream = follow(talked, desk=desk, seen=Place(), closing=Event())
    assert await ids_until_state(stream) == ALL
    await stream.aclose()


@pytest.mark.parametrize("cut", range(len(ALL)))
async def test_a_cut_at_any_event_loses_and_repeats_nothing(talked: ConversationId, desk: Desk, cut: int) -> None:
    stream = follow(talked, desk=desk, seen=Place.read(ALL[cut]), closing=Event())
    assert await ids_until_state(stream) == ALL[cut + 1 :]
    await stream.aclose()


@pytest.mark.parametrize("broken", ["", "x", "1", "1.x", "-.-"])
async def test_an_unreadable_place_replays_everything(talked: ConversationId, desk: Desk, broken: str) -> None:
    stream = follow(talked, desk=desk, seen=Place.read(broken), closing=Event())
    assert await ids_until_state(stream) == ALL
    await stream.aclose()


async def test_what_is_said_later_arrives_once(talked: ConversationId, desk: Desk, door: FakeDoor) -> None:
    stream = follow(talked, desk=desk, seen=Place.read(ALL[-1]), closing=Event())
    assert await ids_until_state(stream) == []
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    await door.staff_says(talked, "Vi ringer i morgen.")
    event = await asyncio.wait_for(waiting, timeout=2)
    assert (event.event, event.id) == ("message", "4.done")
    assert "Vi ringer i morgen." in str(event.data)
    await stream.aclose()


async def test_a_deleted_conversation_ends_its_streams(talked: ConversationId, desk: Desk, door: FakeDoor) -> None:
    stream = follow(talked, desk=desk, seen=Place.read(ALL[-1]), closing=Event())
    await ids_until_state(stream)
    await door.delete(talked)
    assert [event.event async for event in stream] == ["gone"]


async def test_a_screen_that_leaves_stops_listening(talked: ConversationId, desk: Desk) -> None:
    feed = desk.feed
    assert isinstance(feed, MemoryFeed)
    stream = follow(talked, desk=desk, seen=Place(), closing=Event())
    await ids_until_state(stream)
    assert feed.watched == 1
    await stream.aclose()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert feed.watched == 0


async def test_a_change_of_state_alone_is_told(
    talked: ConversationId, desk: Desk, door: FakeDoor, clock: FrozenClock
) -> None:
    clock.move(timedelta(seconds=1))
    stream = follow(talked, desk=desk, seen=Place.read(ALL[-1]), closing=Event())
    await ids_until_state(stream)
    await door.hands_over(talked)
    event = await asyncio.wait_for(anext(stream), timeout=2)
    assert event.event == "state"
    assert '"stage":"handed_over"' in str(event.data)
    await stream.aclose()


async def test_a_closing_server_ends_its_streams(talked: ConversationId, desk: Desk) -> None:
    closing = Event()
    stream = follow(talked, desk=desk, seen=Place(), closing=closing)
    await ids_until_state(stream)
    waiting = asyncio.ensure_future(anext(stream, None))
    await asyncio.sleep(0.01)
    closing.set()
    assert await asyncio.wait_for(waiting, timeout=2) is None


async def test_a_screen_that_leaves_does_not_cut_a_reading_off(
    talked: ConversationId, desk: Desk, door: FakeDoor
) -> None:
    """A query that is cut off costs its connection to the database."""
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    class Slow(FakeDoor):
        async def get(self, conversation_id: ConversationId) -> Conversation:
            begun.set()
            await may_end.wait()
            ended.set()
            return await door.get(conversation_id)

    slow = replace(desk, door=Slow(clock=door.clock, feed=door.feed))
    screen = asyncio.create_task(anext(follow(talked, desk=slow, seen=Place(), closing=Event())))
    await begun.wait()
    screen.cancel()
    with pytest.raises(asyncio.CancelledError):
        await screen
    may_end.set()
    async with asyncio.timeout(5):
        await ended.wait()
