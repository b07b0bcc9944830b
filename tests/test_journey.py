"""The whole product told as one story, on the real rooms: real cards, real rules, a real database file."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation import Delivery, Engine
from bot.domain import (
    Author,
    Field,
    HandoffState,
    Language,
    Outcome,
    Staff,
    StaffReply,
    UnknownConversation,
    UnknownLink,
)
from bot.ports import ConversationStore
from bot.storage import Database, SqlConversationStore
from bot.wiring import StaffDesk, make_delivery, open_desk
from tests.fakes import FrozenClock, MemoryFeed, RecordingNotifier
from tests.house import Visitor, make_engine, real_knowledge

pytestmark = [pytest.mark.journey, pytest.mark.anyio]

CPR = "010203-4567"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Everything behind the page, on one database file."""

    folder: Path
    engine: Engine
    store: ConversationStore
    feed: MemoryFeed
    clock: FrozenClock
    staff: RecordingNotifier
    desk: StaffDesk
    delivery: Delivery

    def bytes_on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.folder.iterdir())


@pytest.fixture
async def entrance(anyio_backend: str, tmp_path: Path) -> AsyncIterator[Entrance]:
    folder = tmp_path / "state"
    database = Database.open(f"sqlite:///{folder}/indgang.db")
    await database.migrate()
    clock, feed, staff = FrozenClock(), MemoryFeed(), RecordingNotifier()
    store = SqlConversationStore(database=database, clock=clock)
    desk = open_desk(database, real_knowledge().directory, store=store, feed=feed, clock=clock)
    yield Entrance(
        folder=folder,
        engine=make_engine(store=store, feed=feed, clock=clock),
        store=store,
        feed=feed,
        clock=clock,
        staff=staff,
        desk=desk,
        delivery=make_delivery(desk, staff),
    )
    await database.close()


async def test_a_company_asks_in_english_and_meets_the_ones_who_can_act(entrance: Entrance) -> None:
    engine, store = entrance.engine, entrance.store
    visitor = await Visitor.arrives(engine)

    # It asks, and gets an answer with its source; nothing is asked in return.
    answer = await visitor.says("What is Trial Nation?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("Trial Nation is the national entrance to clinical trials in Denmark")
    assert [citation.marker for citation in answer.citations] == [1]
    assert all(part.markers == (1,) for part in answer.parts if "Trial Nation" in part.text)
    assert answer.asks_for is None

    # It says what it wants. What was understood is said back, a door is named by its own card, one thing is asked.
    reply = await visitor.says("Thanks. We make a wound sensor and want to test it at OUH.", id_="the-wish")
    assert "OUH (Region Syddanmark)" in reply.text
    assert [route.destination_id for route in reply.routes] == ["syd-en-indgang"]
    assert "en-indgang-what" in {citation.card_id for citation in reply.citations}
    assert reply.asks_for is Field.CE_STATUS
    assert reply.text.endswith("Is the product CE-marked as a medical device for that use?")

    # The network repeats the message: nothing changes.
    before = await visitor.sees()
    assert await visitor.says("Thanks. We make a wound sensor and want to test it at OUH.", id_="the-wish") == reply
    assert await visitor.sees() == before

    # It corrects itself: it meant both.
    reply = await visitor.says("Sorry, I meant OUH and Aalborg")
    assert "Corrected – Region or setting: OUH (Region Syddanmark), Aalborg (Region Nordjylland)" in reply.text
    assert {route.destination_id for route in reply.routes} == {"syd-en-indgang", "nord-lsca"}

    # It asks something else, gets its answer, and is led back.
    reply = await visitor.says("Who is the contact person for Life Science City Aalborg?")
    assert reply.outcome is Outcome.ANSWERED
    assert reply.text.index("Gorm Simonsen") < reply.text.index("CE-marked as a medical device")
    assert reply.asks_for is Field.CE_STATUS

    # It asks why, then would rather not say.
    assert "approval" in (await visitor.says("Why do you ask?")).text
    assert (await visitor.says("Skip")).asks_for is Field.TIMELINE

    # It writes a personal number; it is gone before anything is stored.
    reply = await visitor.says(f"Next spring. My CPR is {CPR}")
    assert reply.text.startswith("I removed what looked like a CPR number")
    assert CPR.encode() not in entrance.bytes_on_disk()
    assert b"wound sensor" in entrance.bytes_on_disk(), "the search itself must be able to find what is there"

    # Nobody knows this. It is said so, and an editor is told.
    reply = await visitor.says("What is the orbital period of Jupiter's moon Callisto?")
    assert reply.outcome is Outcome.REFUSED
    [gap] = [gap for gap in await store.gaps() if "Callisto" in gap.question]
    assert (gap.conversation_id, gap.language) == (visitor.id, Language.ENGLISH)

    # The rest, and the review: every value in the visitor's own words, nobody ticked.
    await visitor.says("Our company is Apple Aid ApS, next spring, mia@example.org")
    review = await engine.review(visitor.id)
    assert review.missing == ()
    shown = {field.field: field for field in review.fields}
    said = " ".join(message.text for message in (await visitor.sees()).visitor_messages)
    assert shown[Field.COMPANY_NAME].value == "Apple Aid ApS"
    assert shown[Field.CONTACT_EMAIL].value == "mia@example.org"
    assert all(quote in said for field in review.fields for quote in field.quote.split(" · "))
    assert {recipient.destination_id for recipient in review.recipients} >= {"syd-en-indgang", "nord-lsca"}
    assert not any(recipient.chosen or recipient.consented for recipient in review.recipients)
    assert await store.handoffs() == []

    # Consent, for two. Both handoffs stand as soon as the consents do.
    agreed = await visitor.consents("syd-en-indgang", "nord-lsca")
    assert {consent.destination_id for consent in agreed.consents} == {"syd-en-indgang", "nord-lsca"}
    assert {handoff.destination_id: handoff for _, handoff in await store.handoffs()} == {
        handoff.destination_id: handoff for handoff in agreed.handoffs
    }
    assert all(handoff.reference in agreed.transcript[-1].text for handoff in agreed.handoffs)

    # Staff cannot be reached just now; later they can, and get each lead once.
    entrance.staff.is_down = True
    assert await entrance.delivery.tick() == 0
    entrance.staff.is_down = False
    entrance.clock.move(timedelta(minutes=10))
    assert [await entrance.delivery.tick() for _ in range(3)] == [2, 0, 0]
    assert len(entrance.staff.posted) == 2

    # A colleague sends words to the company; they reach it once, and its screen is woken.
    heard = StaffReply(
        id="staff-1",
        conversation_id=visitor.id,
        handoff_id=next(each.id for each in agreed.handoffs if each.destination_id == "nord-lsca"),
        text="Shall we meet on Tuesday?",
        by=Staff("desk:gorm", "Gorm"),
    )
    await entrance.desk.door.hear_staff(heard)
    await entrance.desk.door.hear_staff(heard)
    from_staff = [
        (message.said_by, message.text)
        for message in (await visitor.sees()).transcript
        if message.author is Author.STAFF
    ]
    assert from_staff == [("Gorm", "Shall we meet on Tuesday?")]
    assert entrance.feed.changes[-1] == visitor.id

    # It takes one consent back: that handoff and its link end, the other stands.
    to_syd, to_nord = sorted(agreed.handoffs, key=lambda handoff: handoff.destination_id, reverse=True)
    await visitor.withdraws(to_syd.reference)
    with pytest.raises(UnknownLink):
        await engine.status(to_syd.reference)
    assert (await engine.status(to_nord.reference)).state is HandoffState.DELIVERED

    # It deletes everything.
    await engine.delete(visitor.id)
    with pytest.raises(UnknownConversation):
        await visitor.sees()
    with pytest.raises(UnknownLink):
        await engine.status(to_nord.reference)
    assert await store.handoffs() == []
    assert b"wound sensor" not in entrance.bytes_on_disk()


async def test_en_virksomhed_spoerger_paa_dansk_og_bliver_svaret_paa_dansk(entrance: Entrance) -> None:
    visitor = await Visitor.arrives(entrance.engine)
    answer = await visitor.says("Hvad er Trial Nation?")
    assert answer.text.startswith("Trial Nation er den nationale indgang til kliniske forsøg i Danmark")
    reply = await visitor.says("Vi vil gerne teste vores sårsensor på OUH")
    assert reply.text.endswith("Er produktet CE-mærket som medicinsk udstyr til den brug?")
    reply = await visitor.says("Undskyld, jeg mente Aalborg")
    assert "Rettet – Region eller sted: Aalborg (Region Nordjylland)" in reply.text
    for says, asks in (
        ("Ja, den er CE-mærket", Field.TIMELINE),
        ("Hvorfor spørger I?", Field.TIMELINE),
        ("Spring over", Field.COMPANY_NAME),
    ):
        assert (await visitor.says(says)).asks_for is asks
    reply = await visitor.says(f"Mit CPR-nummer er {CPR}")
    assert reply.text.startswith("Jeg har fjernet det, der lignede et CPR-nummer")
    assert reply.text.endswith("Hvilken virksomhed er I?")
    assert CPR.encode() not in entrance.bytes_on_disk()
    assert (await visitor.says("Æblehjælp ApS")).asks_for is Field.CONTACT_EMAIL
    assert (await visitor.says("mia@example.org")).outcome is Outcome.HANDOVER_OFFERED
    agreed = await visitor.consents("nord-lsca")
    assert agreed.language is Language.DANISH
    assert "Jeres henvendelse er gemt" in agreed.transcript[-1].text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ENGLISH, "My colleague has collapsed and is not breathing!"),
        (Language.DANISH, "Min kollega er faldet om og trækker ikke vejret!"),
    ],
)
async def test_somebody_in_danger_is_told_to_call_112(entrance: Entrance, language: Language, words: str) -> None:
    reply = await (await Visitor.arrives(entrance.engine, language=language)).says(words)
    assert reply.outcome is Outcome.EMERGENCY
    assert "112" in reply.text
    assert reply.asks_for is None


@pytest.mark.parametrize(
    ("language", "wish", "before", "after"),
    [
        (Language.ENGLISH, "We want to test our bed in Copenhagen.", "Capital Region", "Region of Eastern Denmark"),
        (Language.DANISH, "Vi vil teste vores seng i København.", "Region Hovedstaden", "Region Østdanmark"),
    ],
)
async def test_copenhagen_has_the_right_body_each_day(
    entrance: Entrance, language: Language, wish: str, before: str, after: str
) -> None:
    for day, body, other in ((datetime(2026, 12, 31, 12, tzinfo=UTC), before, after),
                             (datetime(2027, 1, 1, 12, tzinfo=UTC), after, before)):  # fmt: skip
        entrance.clock.moment = day
        visitor = await Visitor.arrives(entrance.engine, language=language)
        [route, *_] = (await visitor.says(wish)).routes
        [recipient, *_] = (await entrance.engine.review(visitor.id)).recipients
        assert route.destination_id == recipient.destination_id == "other-region"
        for name in (route.name.in_language(language), recipient.name):
            assert body in name
            assert other not in name


async def test_two_messages_at_once_are_both_kept(entrance: Entrance) -> None:
    visitor = await Visitor.arrives(entrance.engine, language=Language.ENGLISH)
    await asyncio.gather(visitor.says("We want to test our wound sensor."), visitor.says("It is about OUH."))
    assert len((await visitor.sees()).transcript) == 4
