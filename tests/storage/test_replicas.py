"""Several servers on one PostgreSQL: each hears of the others' changes, and what waits is done by one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import timedelta

import pytest

from bot.conversation import SharedFeed
from bot.domain import ConversationId, Incoming, Post, PostKind
from bot.storage import Database, PostgresSignals, SqlConversationStore, SqlInbox, SqlOutbox
from tests.fakes import FrozenClock

from .samples import MORNING, conversation, message

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("url", ["postgresql"], indirect=True)]
MINE, OTHER = ConversationId("c1"), ConversationId("c2")


@pytest.fixture
async def pair(url: str, database: Database) -> AsyncIterator[tuple[PostgresSignals, PostgresSignals]]:
    other = Database.open(url)
    here, there = PostgresSignals(database), PostgresSignals(other)
    yield here, there
    await here.close()
    await there.close()
    await other.close()


async def test_a_change_is_heard_once_it_is_stored(
    database: Database, clock: FrozenClock, pair: tuple[PostgresSignals, PostgresSignals]
) -> None:
    store = SqlConversationStore(database=database, clock=clock)
    await store.create(conversation("c1"))
    async with aclosing(pair[1].changes()) as changes:
        assert await anext(changes) is None
        await store.save((await store.get(MINE)).says(message("m1", "hej")))
        assert await asyncio.wait_for(anext(changes), timeout=10) == MINE
        await store.delete(MINE)
        assert await asyncio.wait_for(anext(changes), timeout=10) == MINE


async def test_listening_again_after_a_cut_says_that_anything_may_have_changed(
    database: Database, pair: tuple[PostgresSignals, PostgresSignals], caplog: pytest.LogCaptureFixture
) -> None:
    async with aclosing(pair[1].changes()) as changes:
        assert await anext(changes) is None
        async with database.writing() as connection:
            await connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE left(query, 6) = 'LISTEN'"
            )
        assert await asyncio.wait_for(anext(changes), timeout=10) is None
    assert [record.message for record in caplog.records if record.name.startswith("bot.")] == ["feed.cut"]


async def test_an_open_screen_is_known_to_the_other_server_until_it_closes(
    pair: tuple[PostgresSignals, PostgresSignals],
) -> None:
    here, there = (SharedFeed(each) for each in pair)
    screens = [asyncio.ensure_future(anext(here.watch(MINE))) for _ in range(2)]
    async with asyncio.timeout(10):
        while not await there.is_watched(MINE):  # noqa: ASYNC110 - the database tells
            await asyncio.sleep(0.01)
        assert not await there.is_watched(OTHER)
        for screen in screens:
            assert await there.is_watched(MINE)
            screen.cancel()
            await asyncio.wait({screen})
        assert not await there.is_watched(MINE)


async def test_a_dead_server_watches_nothing(pair: tuple[PostgresSignals, PostgresSignals]) -> None:
    here, there = pair
    await here.watched(MINE)
    assert await there.is_watched(MINE)
    await here.close()
    async with asyncio.timeout(10):
        while await there.is_watched(MINE):  # noqa: ASYNC110 - the database tells
            await asyncio.sleep(0.01)


async def test_of_many_servers_one_acts_on_an_event_until_its_time_is_up(
    database: Database, clock: FrozenClock
) -> None:
    inbox = SqlInbox(database=database, clock=clock)
    await inbox.accept(Incoming(id="Ev1", place="", payload={}, received_at=MORNING))
    until = clock.now() + timedelta(minutes=3)
    taken = await asyncio.gather(*(inbox.take("Ev1", until=until) for _ in range(8)))
    assert taken.count(True) == 1
    clock.move(timedelta(minutes=4))
    assert await inbox.take("Ev1", until=clock.now() + timedelta(minutes=3))
    await inbox.settle("Ev1")
    clock.move(timedelta(minutes=4))
    assert not await inbox.take("Ev1", until=clock.now())


async def test_a_post_another_server_is_just_taking_is_passed_over_not_waited_for(
    database: Database, clock: FrozenClock
) -> None:
    outbox = SqlOutbox(database=database, clock=clock)
    await outbox.put([Post(key="p1", kind=PostKind.NOTICE, recipient="mail:a@lab.example", detail="x")])
    [due] = await outbox.due(now=clock.now())
    async with database.writing() as other:
        await other.exec_driver_sql("SELECT number FROM outbox FOR UPDATE")
        async with asyncio.timeout(10):
            assert not await outbox.take(due, now=clock.now(), until=clock.now())
    assert await outbox.take(due, now=clock.now(), until=clock.now())


async def test_servers_that_forget_at_once_forget_each_conversation_once(database: Database) -> None:
    clock = FrozenClock()
    store = SqlConversationStore(database=database, clock=clock)
    for number in range(40):
        await store.create(conversation(f"c{number}"))
    end = clock.now().replace(year=2030)
    forgotten = await asyncio.gather(*(store.forget_before(conversations=end, leads=end) for _ in range(4)))
    assert sum(forgotten) == 40
