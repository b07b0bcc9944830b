"""Danish working days and opening hours: where a moment falls, and how far ahead a deadline lies."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from bot.domain import OFFICE, Hours, Terms

DENMARK = ZoneInfo("Europe/Copenhagen")
_FURTHEST = 400
"""Days looked ahead for an open one; who is closed that long is read as open, so that nothing waits for ever."""


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("DK", years=year))


def is_working_day(day: date, terms: Terms) -> bool:
    return (
        _hours(day, terms) is not None
        and day not in _holidays(day.year)
        and not any(days.covers(day) for days in terms.closed)
    )


def day_of(moment: datetime) -> date:
    """The day in Denmark."""
    return moment.astimezone(DENMARK).date()


def working_days(terms: Terms, *, after: date) -> Iterator[date]:
    """Every working day after a day, soonest first, for a year or so."""
    days = (after + timedelta(days=ahead) for ahead in range(1, _FURTHEST))
    return (day for day in days if is_working_day(day, terms))


def counted_from(moment: datetime, terms: Terms) -> date:
    """The working day a lead counts as received: that day, or the next where it came after closing time."""
    local = moment.astimezone(DENMARK)
    hours = _hours(local.date(), terms)
    if hours and is_working_day(local.date(), terms) and local.time() < hours.closes:
        return local.date()
    return next(working_days(terms, after=local.date()), local.date())


def ahead(day: date, terms: Terms, *, by: int) -> date:
    """`by` working days after a day."""
    days = working_days(terms, after=day)
    found = day
    for _ in range(by):
        found = next(days, found + timedelta(days=1))
    return found


def before(day: date, terms: Terms, *, by: int) -> date:
    """`by` working days before a day."""
    earlier = (day - timedelta(days=back) for back in range(1, _FURTHEST))
    days = (each for each in earlier if is_working_day(each, terms))
    found = day
    for _ in range(by):
        found = next(days, found - timedelta(days=1))
    return found


def opening(day: date, terms: Terms) -> datetime:
    return _at(day, (_hours(day, terms) or OFFICE).opens)


def closing(day: date, terms: Terms) -> datetime:
    return _at(day, (_hours(day, terms) or OFFICE).closes)


def next_opening(day: date, terms: Terms) -> datetime:
    """When a day's work begins; the next working day's, where that day is none."""
    working = day if is_working_day(day, terms) else next(working_days(terms, after=day), day)
    return opening(working, terms)


def _hours(day: date, terms: Terms) -> Hours | None:
    return terms.hours[day.weekday()]


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=DENMARK)
