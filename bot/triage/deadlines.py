"""When a first answer is due, and when somebody is told about it: one calculation for card, reminder and digest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import Handoff, ReminderKind, Terms, TriageState

from .calendar import ahead, before, closing, counted_from, day_of, next_opening, opening


@dataclass(frozen=True, slots=True)
class Reminder:
    kind: ReminderKind
    at: datetime


def answer_by(received_at: datetime, terms: Terms) -> datetime:
    """Closing time on the last of `answer_days` working days after the day a lead came."""
    return closing(ahead(counted_from(received_at, terms), terms, by=terms.answer_days), terms)


def is_overdue(handoff: Handoff, *, now: datetime) -> bool:
    return _awaits_answer(handoff) and handoff.answer_by is not None and handoff.answer_by < now


def next_reminder(handoff: Handoff, terms: Terms, *, after: datetime) -> Reminder | None:
    """The first reminder due after a moment; what was missed while nobody looked is not made up for one by one."""
    if not handoff.stands:
        return None
    due = [each for each in (_of_deadline(handoff, terms, after), _of_park(handoff, terms)) if each is not None]
    return min((each for each in due if each.at > after), key=lambda each: each.at, default=None)


def reminder_at(handoff: Handoff, terms: Terms, *, at: datetime) -> Reminder | None:
    """The reminder that was set for a moment; None where it no longer applies."""
    found = next_reminder(handoff, terms, after=at - timedelta(microseconds=1))
    return found if found and found.at == at else None


def _awaits_answer(handoff: Handoff) -> bool:
    return handoff.stands and handoff.answered_at is None and handoff.exempt is None


def _of_deadline(handoff: Handoff, terms: Terms, after: datetime) -> Reminder | None:
    if handoff.answer_by is None or not _awaits_answer(handoff):
        return None
    due = day_of(handoff.answer_by)
    soon = opening(before(due, terms, by=terms.remind_days), terms)
    if after < soon < handoff.answer_by:
        return Reminder(ReminderKind.SOON, soon)
    if after < handoff.answer_by:
        return Reminder(ReminderKind.OVERDUE, handoff.answer_by)
    step = max(terms.repeat_days, 1)
    due = ahead(due, terms, by=step)
    while opening(due, terms) <= after:
        due = ahead(due, terms, by=step)
    return Reminder(ReminderKind.STILL_OVERDUE, opening(due, terms))


def _of_park(handoff: Handoff, terms: Terms) -> Reminder | None:
    if handoff.triage is not TriageState.WAITING:
        return None
    if handoff.parked_until:
        return Reminder(ReminderKind.PARK_ENDED, next_opening(handoff.parked_until, terms))
    since = day_of(handoff.moves[-1].at) if handoff.moves else None
    return Reminder(ReminderKind.PARK_ENDED, opening(ahead(since, terms, by=terms.park_days), terms)) if since else None
