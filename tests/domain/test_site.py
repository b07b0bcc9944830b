"""Opening hours are Danish, and are said the same way in both languages."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain import Language, OpeningHours, Site, Span

LONG, SHORT = Span(time(9), time(15)), Span(time(9), time(13, 30))
WEEK = OpeningHours(week={0: LONG, 1: LONG, 2: LONG, 3: LONG, 4: SHORT}, closed=frozenset({date(2026, 12, 24)}))


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 9, 1, 7, 0, tzinfo=UTC), True),  # 9:00, summer
        (datetime(2026, 9, 1, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 1, 13, 0, tzinfo=UTC), False),  # 15:00
        (datetime(2026, 12, 1, 8, 0, tzinfo=UTC), True),  # 9:00, winter
        (datetime(2026, 12, 1, 7, 0, tzinfo=UTC), False),
        (datetime(2026, 9, 5, 10, 0, tzinfo=UTC), False),  # Saturday
        (datetime(2026, 12, 24, 10, 0, tzinfo=UTC), False),
    ],
)
def test_it_is_open_by_danish_clocks(at: datetime, is_open: bool) -> None:
    assert WEEK.is_open(at) is is_open


def test_days_in_a_row_are_said_once() -> None:
    assert WEEK.words().da == "Mandag–torsdag kl. 9.00–15.00, fredag kl. 9.00–13.30"
    assert WEEK.words().en == "Monday–Thursday 9:00–15:00, Friday 9:00–13:30"


def test_a_day_between_parts_the_days_around_it() -> None:
    hours = OpeningHours(week={0: LONG, 1: SHORT, 2: LONG})
    assert hours.words().en == "Monday 9:00–15:00, Tuesday 9:00–13:30, Wednesday 9:00–15:00"


def test_only_a_site_in_one_language_decides_it() -> None:
    assert Site().language_for(None) is None
    assert Site().language_for(Language.ENGLISH) is Language.ENGLISH
    assert Site(languages=(Language.DANISH,)).language_for(Language.ENGLISH) is Language.DANISH
