"""When an answer is due, and when somebody is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import ClaimLead, Exempt, Exemption, NotAFit, Park, ReminderKind, Terms, TriageState, Unfit
from bot.triage import answer, answer_by, is_overdue, next_reminder, reminder_at

from .samples import ANN, TUESDAY, after, day, lead, without_deadline

TERMS = Terms(answer_days=3, remind_days=1, repeat_days=2, park_days=4)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-09-01T09:00", "2026-09-04T13:00"),
        ("2026-09-01T14:00", "2026-09-07T13:00"),  # after closing: counted from Wednesday
        ("2026-03-31T09:00", "2026-04-08T13:00"),  # Easter in between
        ("2026-10-22T09:00", "2026-10-27T14:00"),  # summer time has ended
    ],
)
def test_an_answer_is_due_at_closing_time_working_days_later(received: str, due: str) -> None:
    assert answer_by(utc(received), TERMS) == utc(due)


def test_reminders_come_before_at_and_after_the_deadline() -> None:
    handoff, moment, told = lead(terms=TERMS), TUESDAY, list[tuple[ReminderKind, datetime]]()
    for _ in range(4):
        reminder = next_reminder(handoff, TERMS, after=moment)
        assert reminder is not None
        moment = reminder.at
        told.append((reminder.kind, moment))
    assert told == [
        (ReminderKind.SOON, utc("2026-09-03T07:00")),
        (ReminderKind.OVERDUE, utc("2026-09-04T13:00")),
        (ReminderKind.STILL_OVERDUE, utc("2026-09-08T07:00")),
        (ReminderKind.STILL_OVERDUE, utc("2026-09-10T07:00")),
    ]


def test_what_was_missed_is_not_made_up_for_one_by_one() -> None:
    reminder = next_reminder(lead(terms=TERMS), TERMS, after=TUESDAY + timedelta(days=30))
    assert reminder is not None
    assert reminder.kind is ReminderKind.STILL_OVERDUE
    assert reminder.at > TUESDAY + timedelta(days=30)


def test_a_deadline_too_near_for_a_reminder_has_none_before_it() -> None:
    terms = Terms(answer_days=0, remind_days=1)
    reminder = next_reminder(lead(terms=terms), terms, after=TUESDAY)
    assert reminder is not None
    assert reminder.kind is ReminderKind.OVERDUE


def test_nobody_is_told_of_what_is_answered_exempt_ended_or_has_no_deadline() -> None:
    handoff = lead(terms=TERMS)
    quiet = [
        answer(handoff, id_="a1", by=ANN, at=TUESDAY),
        after(Exempt(Exemption.TECHNICAL), start=handoff),
        after(NotAFit(Unfit.OTHER), start=handoff),
        without_deadline(),
    ]
    late = TUESDAY + timedelta(days=30)
    for each in quiet:
        assert next_reminder(each, TERMS, after=TUESDAY) is None
        assert not is_overdue(each, now=late)
    assert is_overdue(handoff, now=late)
    assert not is_overdue(handoff, now=TUESDAY)


def test_what_is_parked_comes_up_again_on_its_day_or_after_a_while() -> None:
    answered = answer(lead(terms=TERMS), id_="a1", by=ANN, at=TUESDAY)
    until = next_reminder(after(Park(day("2026-09-12")), start=answered), TERMS, after=TUESDAY)
    assert until is not None
    assert (until.kind, until.at) == (ReminderKind.PARK_ENDED, utc("2026-09-14T07:00"))
    for_now = next_reminder(after(Park(), start=answered), TERMS, after=TUESDAY)
    assert for_now is not None
    assert (for_now.kind, for_now.at) == (ReminderKind.PARK_ENDED, utc("2026-09-07T07:00"))
    assert next_reminder(after(Park(), start=answered), TERMS, after=for_now.at) is None
    without_moves = replace(answered, triage=TriageState.WAITING, moves=())
    assert next_reminder(without_moves, TERMS, after=TUESDAY) is None


def test_a_reminder_that_no_longer_applies_is_none() -> None:
    handoff = lead(terms=TERMS)
    soon = next_reminder(handoff, TERMS, after=TUESDAY)
    assert soon is not None
    assert reminder_at(handoff, TERMS, at=soon.at) == soon
    assert reminder_at(handoff, TERMS, at=soon.at + timedelta(minutes=1)) is None
    answered = answer(after(ClaimLead(), start=handoff), id_="a1", by=ANN, at=TUESDAY)
    assert reminder_at(answered, TERMS, at=soon.at) is None


def test_an_office_shut_for_years_is_not_waited_for_for_ever() -> None:
    terms = Terms(hours=(None,) * 7)
    handoff = replace(lead(), answer_by=TUESDAY)
    assert next_reminder(handoff, terms, after=TUESDAY + timedelta(days=1)) is not None
