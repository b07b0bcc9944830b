"""A year is counted the same before and after its words are forgotten; what a visitor deleted is not counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain import (
    Author,
    Conversation,
    ConversationId,
    Field,
    HandoffState,
    Inquiry,
    Message,
    Outcome,
    Stated,
    Tally,
)
from bot.storage import Database, SqlConversationStore, SqlTallies
from tests.fakes import FrozenClock

from .samples import MORNING, consent, conversation, message, moved

pytestmark = pytest.mark.anyio
LATER = timedelta(days=4000)
WORDS = "Vi vil teste en meget hemmelig robot"


def _asked(key: str = "c1") -> Conversation:
    said = message("m1", WORDS)
    reply = Message(id="m1/reply", author=Author.BOT, text="Ja.", sent_at=MORNING, outcome=Outcome.ANSWERED)
    inquiry = Inquiry().with_stated(Field.NEED, Stated("afprøvning", WORDS, "m1", "test"))
    inquiry = inquiry.with_stated(Field.REGION_HOSPITAL, Stated("OUH", "OUH", "m1", "syddanmark/hospital"))
    return replace(conversation(key), site="region-robot", transcript=(said, reply), inquiry=inquiry)


async def test_a_conversation_is_counted_by_its_codes(database: Database, clock: FrozenClock) -> None:
    await SqlConversationStore(database=database, clock=clock).create(_asked())
    assert await SqlTallies(database=database, clock=clock).of_year(2026) == [
        Tally(
            month="2026-09",
            language="da",
            source="region-robot",
            needs=("test",),
            regions=("syddanmark",),
            turns={"answered": 1},
        )
    ]


async def test_the_year_is_the_same_after_its_words_are_forgotten(database: Database, clock: FrozenClock) -> None:
    store, tallies = SqlConversationStore(database=database, clock=clock), SqlTallies(database=database, clock=clock)
    lead = replace(moved(), exempt=None)
    await store.create(replace(_asked(), consents=(consent(),), handoffs=(lead,)))
    before = await tallies.of_year(2026)
    now = clock.now() + LATER
    assert await store.forget_before(conversations=now, leads=now) == 1
    assert await tallies.of_year(2026) == before
    assert before[0].leads[0].timing == "in_time"
    async with database.reading() as connection:
        kept = str((await connection.execute(text("SELECT * FROM tallies"))).all())
    assert "hemmelig" not in kept
    assert "c1" not in kept


async def test_what_a_visitor_deleted_or_never_asked_is_not_counted(database: Database, clock: FrozenClock) -> None:
    store, tallies = SqlConversationStore(database=database, clock=clock), SqlTallies(database=database, clock=clock)
    await store.create(_asked("gone"))
    await store.delete(ConversationId("gone"))
    await store.create(conversation("opened"))
    assert await tallies.of_year(2026) == []


async def test_years_part_at_danish_midnight(database: Database, clock: FrozenClock) -> None:
    store, tallies = SqlConversationStore(database=database, clock=clock), SqlTallies(database=database, clock=clock)
    eve = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    await store.create(replace(_asked(), started_at=eve))
    assert await tallies.of_year(2026) == []
    assert [each.month for each in await tallies.of_year(2027)] == ["2027-01"]


async def test_a_withdrawn_lead_is_counted_as_such(database: Database, clock: FrozenClock) -> None:
    lead = replace(moved(), exempt=None, answered_at=None, state=HandoffState.WITHDRAWN)
    await SqlConversationStore(database=database, clock=clock).create(
        replace(_asked(), consents=(consent(),), handoffs=(lead,))
    )
    (counted,) = await SqlTallies(database=database, clock=clock).of_year(2026)
    assert [(each.timing, each.ending) for each in counted.leads] == [("withdrawn", "withdrawn")]
