"""An event is kept before it is acknowledged, once, whatever it is called; a report is kept until it is settled."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import ConversationId, Fault, Incoming, Language, Report
from bot.storage import Database, SqlConversationStore, SqlInbox, SqlReports
from tests.fakes import FrozenClock

from .samples import GERDA, MORNING, conversation

pytestmark = pytest.mark.anyio


def event(key: str = "Ev1", *, place: str = "C1/1.0") -> Incoming:
    return Incoming(id=key, place=place, payload={"text": "hej"}, received_at=MORNING)


@pytest.fixture
def inbox(database: Database, clock: FrozenClock) -> SqlInbox:
    return SqlInbox(database=database, clock=clock)


async def test_a_repeat_is_known_by_its_id_and_by_its_place(inbox: SqlInbox) -> None:
    assert await inbox.accept(event())
    assert not await inbox.accept(event(place="C1/2.0"))
    assert not await inbox.accept(event("Ev2"))
    assert await inbox.accept(event("Ev3", place=""))
    assert await inbox.accept(event("Ev4", place=""))
    assert [incoming.id for incoming in await inbox.waiting()] == ["Ev1", "Ev3", "Ev4"]


async def test_of_many_deliveries_at_once_one_is_accepted(inbox: SqlInbox) -> None:
    accepted = await asyncio.gather(*(inbox.accept(event()) for _ in range(10)))
    assert accepted.count(True) == 1


async def test_a_settled_event_keeps_no_words_and_is_still_known(inbox: SqlInbox) -> None:
    await inbox.accept(event())
    [kept] = await inbox.waiting(limit=1)
    assert kept == event()
    await inbox.settle("Ev1")
    assert await inbox.waiting() == []
    assert not await inbox.accept(event())


async def test_what_is_noted_is_there_for_whoever_takes_it_up_next(inbox: SqlInbox) -> None:
    await inbox.accept(event())
    await inbox.note("Ev1", {"text": "hej", "stream": {"ts": "1.0"}})
    [kept] = await inbox.waiting()
    assert kept == replace(event(), payload={"text": "hej", "stream": {"ts": "1.0"}})
    await inbox.settle("Ev1")
    await inbox.note("Ev1", {"text": "hej"})
    assert await inbox.waiting() == []


async def test_settled_events_are_forgotten_in_time(inbox: SqlInbox, database: Database, clock: FrozenClock) -> None:
    await inbox.accept(event())
    await inbox.accept(event("Ev2", place=""))
    await inbox.settle("Ev1", error="no such lead")
    store = SqlConversationStore(database=database, clock=clock)
    later = MORNING + timedelta(days=1)
    await store.forget_before(conversations=later, leads=later)
    assert await inbox.accept(event())
    assert not await inbox.accept(event("Ev2", place=""))


def report(key: str = "r1") -> Report:
    return Report(
        id=key,
        question="Hvad koster en test?",
        answer="Ti kroner.",
        card_ids=("price",),
        fault=Fault.WRONG,
        remark="Det har vi aldrig sagt.",
        by=GERDA,
        at=MORNING,
        language=Language.DANISH,
    )


async def test_a_report_is_kept_once_until_it_is_settled(database: Database) -> None:
    reports = SqlReports(database=database)
    for each in (report(), replace(report(), remark="again"), replace(report("r2"), fault=Fault.OUTDATED)):
        await reports.put(each)
    assert await reports.open() == [report(), replace(report("r2"), fault=Fault.OUTDATED)]
    assert await reports.settle("r1", day=date(2026, 9, 2))
    assert not await reports.settle("r1", day=date(2026, 9, 2))
    assert [each.id for each in await reports.open()] == ["r2"]


async def test_a_report_goes_with_its_conversation(database: Database, clock: FrozenClock) -> None:
    store, reports = SqlConversationStore(database=database, clock=clock), SqlReports(database=database)
    await store.create(conversation())
    await reports.put(replace(report(), conversation_id=ConversationId("c1")))
    await store.delete(conversation().id)
    assert await reports.open() == []
