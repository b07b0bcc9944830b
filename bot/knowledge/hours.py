"""Reads opening hours as editors write them: days, spans of a day, and the days that are closed."""

import re
from collections.abc import Iterator
from datetime import date, time

from bot.domain import OpeningHours, Span

from .record import Record

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-3]):([0-5]\d)")


def read_hours(row: Record) -> OpeningHours | None:
    """`opening_hours: {mon-thu: "09:00-15:00", fri: "09:00-13:00", closed: [2026-12-24]}`, or None."""
    inner = row.record("opening_hours")
    if inner is None:
        return None
    week = dict[int, Span]()
    for name, value in inner.values.items():
        if name == "closed":
            continue
        span = _span(inner, name, value)
        for day in _days(inner, name):
            if day in week:
                inner.note(f"{_DAYS[day]} stands there twice", "give each day one span")
            if span:
                week[day] = span
    if not week:
        inner.note("no day is open", 'write mon-fri: "09:00-15:00"')
    return OpeningHours(week=week, closed=frozenset(_closed(inner)))


def _days(row: Record, name: str) -> range:
    first, _, last = name.partition("-")
    days = range(0)
    if first in _DAYS and (last or first) in _DAYS:
        days = range(_DAYS.index(first), _DAYS.index(last or first) + 1)
    if not days:
        row.note(f"unknown days {name!r}", f"use {', '.join(_DAYS)}, or from one to another: mon-thu")
    return days


def _span(row: Record, name: str, value: object) -> Span | None:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found:
        opens, opens_past, closes, closes_past = map(int, found.groups())
        span = Span(time(opens, opens_past), time(closes, closes_past))
        if span.opens < span.closes:
            return span
    row.note(f"{name!r} is {value!r}", f'write from and to, in quotes: {name}: "09:00-15:00"')
    return None


def _closed(row: Record) -> Iterator[date]:
    for value in row.items("closed"):
        if type(value) is date:
            yield value
        else:
            row.note(f"closed day {value!r} is not a date", "write it as year-month-day: 2026-12-24")
