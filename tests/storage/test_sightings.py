"""What nobody answered well is seen from three sides, and closed by a card."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain import ConversationId, Fault, Field, Gap, Language, Report, SeenAs, Staff, Stated
from bot.storage import Database, SqlConversationStore, SqlFeedback, SqlReports, SqlSightings
from tests.fakes import FrozenClock

from .samples import MORNING, conversation
from .test_feedback import TOLD

pytestmark = pytest.mark.anyio
DAY = date(2026, 9, 2)
C1 = ConversationId("c1")
GAP = Gap(
    id="g1",
    conversation_id=C1,
    question="Har I en fryser?",
    language=Language.DANISH,
    reason="nothing_found",
    at=MORNING,
)
REPORT = Report(
    id="r1",
    question="Who parks?",
    answer="…",
    card_ids=(),
    fault=Fault.WRONG,
    remark="no",
    by=Staff(id="ann", name="Ann"),
    at=MORNING,
    language=Language.ENGLISH,
)


@pytest.fixture
async def seen(database: Database, clock: FrozenClock) -> SqlSightings:
    store = SqlConversationStore(database=database, clock=clock)
    told = conversation()
    told = replace(told, inquiry=told.inquiry.with_stated(Field.COMPANY_NAME, Stated("Robot Gear ApS", "words", "m1")))
    await store.create(told)
    await store.save(await store.get(C1), gaps=[GAP])
    await SqlFeedback(database=database).keep(TOLD)
    await SqlFeedback(database=database).keep(replace(TOLD, id="f2", helped=True))
    await SqlReports(database=database).put(REPORT)
    return SqlSightings(database=database)


async def test_refused_badly_rated_and_reported_are_seen_and_what_helped_is_not(seen: SqlSightings) -> None:
    found = {each.seen_as: each for each in await seen.open()}
    assert len(await seen.open()) == len(found) == 3
    assert found[SeenAs.REFUSED].question == GAP.question
    assert found[SeenAs.REFUSED].hidden == ("Robot Gear ApS",)
    assert found[SeenAs.RATED].question == TOLD.question
    assert (
        found[SeenAs.RATED].language
        is (await SqlConversationStore(database=seen.database, clock=FrozenClock()).get(C1)).language
    )
    assert found[SeenAs.REPORTED].language is Language.ENGLISH
    assert found[SeenAs.REPORTED].hidden == ()


async def test_a_card_closes_them_and_closing_again_changes_nothing(seen: SqlSightings) -> None:
    everything = await seen.open()
    await seen.fill(everything[:1], card_id="freezer", day=DAY)
    assert await seen.open() == everything[1:]
    await seen.fill(everything, card_id="freezer", day=DAY)
    await seen.fill(everything, card_id="freezer", day=DAY)
    assert await seen.open() == []
    assert await SqlReports(database=seen.database).open() == []


async def test_what_was_forgotten_meanwhile_is_no_obstacle(seen: SqlSightings) -> None:
    everything = await seen.open()
    await SqlConversationStore(database=seen.database, clock=FrozenClock()).delete(C1)
    assert [each.seen_as for each in await seen.open()] == [SeenAs.REPORTED]
    await seen.fill(everything, card_id="freezer", day=DAY)
    assert await seen.open() == []
