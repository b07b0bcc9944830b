"""Nothing slips: reminders really go out through the outbox, on the day they should, to those they should reach."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation import Cards
from bot.conversation.delivery import Went
from bot.domain import (
    Answering,
    Assign,
    ClaimLead,
    Days,
    Exempt,
    Exemption,
    HandBack,
    NotAFit,
    Park,
    Release,
    Staff,
    Terms,
    Unfit,
)
from tests.fakes import FrozenClock

from .office import ANN, Office, open_office
from .samples import DESK, NORD, SYD, colleagues, directory, staffed

pytestmark = pytest.mark.anyio
HOUR = timedelta(hours=1)


async def pass_days(office: Office, days: int) -> list[tuple[str, str, str]]:
    """Let days go by with four ticks in each; the reminders that arrived, as day, recipient and first line."""
    told = list[tuple[str, str, str]]()
    seen = len(office.notifier.told)
    for _ in range(days * 4):
        office.clock.move(6 * HOUR)
        await office.delivery.tick()
        fresh, seen = office.notifier.told[seen:], len(office.notifier.told)
        # Recipients are served side by side, so that their order within a tick means nothing.
        told += sorted(
            (f"{office.clock.now():%m-%d}", each.to, each.words.split("\n")[0].partition(": ")[2])
            for each in fresh
            if each.what == "remind"
        )
    return told


async def test_reminders_are_sent_before_the_deadline_and_after_it_and_the_front_desk_hears_of_what_is_late(
    office: Office,
) -> None:
    await office.visitor(SYD)
    told = await pass_days(office, 16)
    assert told == [
        ("09-07", f"test:{SYD}", "the first answer is due soon."),
        ("09-08", f"test:{DESK}", "the first answer is overdue."),
        ("09-08", f"test:{SYD}", "the first answer is overdue."),
        ("09-15", f"test:{DESK}", "the company still has no answer."),
        ("09-15", f"test:{SYD}", "the company still has no answer."),
    ]


async def test_a_reminder_waits_for_the_card_it_belongs_to(office: Office) -> None:
    await office.visitor(SYD)
    office.notifier.is_down = True
    assert await pass_days(office, 8) == []
    office.notifier.is_down = False
    told = await pass_days(office, 1)
    assert office.notifier.posted
    assert {to for _, to, _ in told} == {f"test:{SYD}", f"test:{DESK}"}


@pytest.mark.parametrize("deed", [NotAFit(Unfit.OTHER), Exempt(Exemption.COMPANY_SILENT)])
async def test_nobody_is_reminded_of_what_ended_or_is_exempt(office: Office, deed: NotAFit | Exempt) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.moves(visitor.id, deed)
    assert await pass_days(office, 10) == []


async def test_an_answer_ends_the_reminders(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.sends(visitor.id, "Come on Monday")
    assert await pass_days(office, 10) == []


async def test_what_is_parked_is_brought_up_again(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.sends(visitor.id, "We look at it in September")
    await office.moves(visitor.id, Park(datetime(2026, 9, 10, tzinfo=UTC).date()))
    assert await pass_days(office, 12) == [("09-10", f"test:{SYD}", "it has been parked long enough.")]


async def test_a_reminder_that_was_set_and_then_answered_in_the_same_hour_is_not_sent(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    office.notifier.is_down = True
    office.clock.move(timedelta(days=6))
    await office.delivery.tick()
    await office.moves(visitor.id, NotAFit(Unfit.OTHER))
    office.notifier.is_down = False
    office.clock.move(timedelta(hours=2))
    await office.delivery.tick()
    assert office.arrived("remind") == []


async def test_a_reminder_whose_lead_was_answered_between_two_looks_is_taken_off(office: Office) -> None:
    visitor = await office.visitor(SYD)
    handoff = await office.lead(visitor)
    await office.delivery.tick()
    unset = replace(handoff, remind_at=handoff.remind_at and handoff.remind_at + timedelta(minutes=1))
    await office.desk.outbox.reminded(handoff, next_at=unset.remind_at, posts=[])
    assert [each for each in await pass_days(office, 6) if "soon" in each[2]] == []


async def test_destinations_have_deadlines_of_their_own(tmp_path: Path) -> None:
    quick = Answering(destinations={SYD: Terms(answer_days=1, remind_days=0)})
    async with open_office(tmp_path, known=replace(directory(), answering=quick)) as office:
        await office.visitor(SYD, NORD)
        told = await pass_days(office, 2)
    assert {to for _, to, _ in told} == {f"test:{SYD}", f"test:{DESK}"}


async def test_a_card_names_who_is_next_and_the_backup_of_one_who_is_away(tmp_path: Path) -> None:
    ann, bo = colleagues()
    away = replace(ann, away=(Days(datetime(2026, 9, 7, tzinfo=UTC).date(), datetime(2026, 9, 30, tzinfo=UTC).date()),))
    async with open_office(tmp_path, known=staffed(away, bo)) as office:
        visitor = await office.visitor(SYD)
        await office.delivery.tick()
        [first] = office.notifier.posted
        assert first.card
        assert first.card.next_up == away
        await office.moves(visitor.id, Assign(Staff("mail:ann@syd.example", "Ann Aske")))
        await office.moves(visitor.id, HandBack(), by=ANN)
        await pass_days(office, 7)
        reminder = next(told for told in office.notifier.told if told.what == "remind")
        assert "Ann Aske has it." in reminder.words
        assert "Bo Birk is next to take it." in reminder.words
        await office.moves(visitor.id, ClaimLead())
        await office.moves(visitor.id, Release())
        await office.delivery.tick()
        assert (await office.desk.door.card(visitor.id, (await office.lead(visitor)).id)).next_up == bo


async def test_nobody_known_means_the_reminder_asks_who_takes_it(office: Office) -> None:
    await office.visitor(SYD)
    await pass_days(office, 7)
    reminder = next(told for told in office.notifier.told if told.what == "remind")
    assert "Nobody has it. Who takes it?" in reminder.words


async def test_an_owner_who_is_there_is_named_in_the_reminder(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.moves(visitor.id, ClaimLead())
    await pass_days(office, 7)
    reminder = next(told for told in office.notifier.told if told.what == "remind")
    assert reminder.words.split("\n")[1:] == ["Ann Aske has it."]


async def test_the_weeks_digest_comes_once_on_monday_to_the_front_desk_and_only_if_there_is_something(
    tmp_path: Path,
) -> None:
    monday = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)
    async with open_office(tmp_path, clock=FrozenClock(moment=monday)) as office:
        await office.delivery.tick()
        office.clock.move(2 * HOUR)
        await office.delivery.tick()
        assert office.arrived("notify") == []
        await office.visitor(SYD)
        office.clock.move(timedelta(days=7))
        for _ in range(3):
            await office.delivery.tick()
        [digest] = [told for told in office.notifier.told if told.what == "notify"]
        assert digest.to == f"test:{DESK}"
        assert digest.words.startswith("Leads in week 37\nNew: 1\n")


async def test_without_a_front_desk_there_is_no_digest_and_no_second_note(office: Office) -> None:
    office.notifier.routes[DESK] = ()
    await office.visitor(SYD)
    assert {to for _, to, _ in await pass_days(office, 9)} == {f"test:{SYD}"}
    assert office.arrived("notify") == []


async def test_a_company_that_left_the_page_is_written_to_and_one_that_sees_it_is_not(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.sends(visitor.id, "Come on Monday")
    await office.delivery.tick()
    assert office.arrived("mail") == [], "the page may still be open"
    office.clock.move(timedelta(minutes=2))
    await office.delivery.tick()
    assert office.arrived("mail") == [f"visitor:{visitor.id}"]
    watching = office.feed.watch(visitor.id)
    await office.sends(visitor.id, "Or on Tuesday")
    office.clock.move(timedelta(minutes=3))
    await office.delivery.tick()
    assert len(office.arrived("mail")) == 1
    await watching.aclose()  # type: ignore[attr-defined]


async def test_a_company_that_withdrew_is_not_written_to(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.sends(visitor.id, "Come on Monday")
    await visitor.withdraws((await office.lead(visitor)).reference)
    office.clock.move(timedelta(minutes=3))
    await office.delivery.tick()
    assert office.arrived("mail") == []


async def test_words_that_were_relayed_follow_the_lead_and_stop_when_it_is_handed_back(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery.tick()
    await office.moves(visitor.id, ClaimLead())
    await visitor.says("Is Monday fine?")
    await office.moves(visitor.id, HandBack())
    await visitor.says("Who are you?")
    await office.delivery.tick()
    assert [told.words for told in office.notifier.told if told.what == "relay"] == ["Is Monday fine?"]


async def test_indgang_stays_silent_while_a_colleague_answers_but_for_danger_and_personal_numbers(
    office: Office,
) -> None:
    visitor = await office.visitor(SYD)
    await office.moves(visitor.id, ClaimLead())
    before = len((await visitor.sees()).transcript)
    await visitor.says("Is Monday fine?")
    assert len((await visitor.sees()).transcript) == before + 1
    warned = await visitor.says("The patient is 010203-1234")
    assert "010203" not in (await visitor.sees()).transcript[-2].text
    assert (warned.citations, warned.parts, warned.routes) == ((), (), ())
    assert len((await visitor.sees()).transcript) == before + 3


async def test_an_installation_without_channels_looks_for_none(office: Office) -> None:
    office.notifier.routes |= {SYD: (), NORD: (), DESK: (), "closed-door": ()}
    await office.visitor(SYD)
    assert await office.delivery.tick() == 0


async def test_what_another_process_has_taken_is_left_to_it(office: Office) -> None:
    await office.visitor(SYD)
    await office.delivery._place_leads()  # pyright: ignore[reportPrivateUsage] - between two steps
    now = office.clock.now()
    [due] = await office.desk.outbox.due(now=now)
    assert await office.desk.outbox.take(due, now=now, until=now + HOUR)
    assert await office.delivery._serve([due], Cards(directory=directory(), owners=[], now=now)) == 0  # pyright: ignore[reportPrivateUsage] - between two steps
    assert office.notifier.told == []


async def test_what_is_deleted_between_the_look_and_the_attempt_is_gone(office: Office) -> None:
    visitor = await office.visitor(SYD)
    await office.delivery._place_leads()  # pyright: ignore[reportPrivateUsage] - between two steps
    now = office.clock.now()
    [due] = await office.desk.outbox.due(now=now)
    await office.engine.delete(visitor.id)
    went = await office.delivery._attempt(due, Cards(directory=directory(), owners=[], now=now))  # pyright: ignore[reportPrivateUsage] - between two steps
    assert went is Went.GONE
    assert office.notifier.told == []
