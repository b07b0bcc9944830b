"""Danish working days: weekends, public holidays, an office's own days off, and its hours."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain import Days, Hours, Terms
from bot.triage import day_of, next_opening
from bot.triage.calendar import ahead, before, counted_from, is_working_day, working_days

from .samples import day

TERMS = Terms()
HOURS = Hours(time(10), time(14))
SHUT = Terms(hours=(None,) * 7)
MONDAYS = Terms(hours=(HOURS, None, None, None, None, None, None))


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2026-09-01", True),
        ("2026-09-05", False),  # a Saturday
        ("2026-04-02", False),  # Maundy Thursday
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", False),  # Easter Monday
        ("2026-05-14", False),  # Ascension Day
        ("2026-05-25", False),  # Whit Monday
        ("2026-12-25", False),
        ("2026-05-01", True),  # Great Prayer Day is none any more
    ],
)
def test_weekends_and_public_holidays_are_no_working_days(text: str, *, works: bool) -> None:
    assert is_working_day(day(text), TERMS) is works


def test_an_office_has_days_off_of_its_own() -> None:
    terms = Terms(closed=(Days(day("2026-07-06"), day("2026-07-24")),))
    assert not is_working_day(day("2026-07-06"), terms)
    assert not is_working_day(day("2026-07-24"), terms)
    assert is_working_day(day("2026-07-27"), terms)


def test_the_day_is_the_one_in_denmark() -> None:
    assert day_of(datetime(2026, 9, 1, 22, 30, tzinfo=UTC)) == day("2026-09-02")


@pytest.mark.parametrize(
    ("moment", "counts_as"),
    [
        (datetime(2026, 9, 1, 12, 59, tzinfo=UTC), "2026-09-01"),
        (datetime(2026, 9, 1, 13, 0, tzinfo=UTC), "2026-09-02"),  # 15:00 in Denmark: closed
        (datetime(2026, 9, 5, 8, 0, tzinfo=UTC), "2026-09-07"),
        (datetime(2026, 12, 24, 18, 0, tzinfo=UTC), "2026-12-28"),
    ],
)
def test_what_comes_after_closing_time_came_the_next_working_day(moment: datetime, counts_as: str) -> None:
    assert counted_from(moment, TERMS) == day(counts_as)


def test_working_days_are_counted_over_easter_both_ways() -> None:
    assert ahead(day("2026-04-01"), TERMS, by=2) == day("2026-04-08")
    assert before(day("2026-04-08"), TERMS, by=2) == day("2026-04-01")
    assert ahead(day("2026-04-01"), TERMS, by=0) == day("2026-04-01")


def test_an_office_that_never_opens_still_gets_days() -> None:
    assert list(working_days(SHUT, after=day("2026-09-01"))) == []
    assert ahead(day("2026-09-01"), SHUT, by=2) == day("2026-09-03")
    assert before(day("2026-09-03"), SHUT, by=2) == day("2026-09-01")
    assert counted_from(datetime(2026, 9, 1, 8, tzinfo=UTC), SHUT) == day("2026-09-01")
    assert next_opening(day("2026-09-01"), SHUT).time() == time(9)


@pytest.mark.parametrize(("from_", "opens"), [("2026-09-07", "2026-09-07"), ("2026-09-08", "2026-09-14")])
def test_work_begins_when_the_office_opens(from_: str, opens: str) -> None:
    found = next_opening(day(from_), MONDAYS)
    assert (found.date(), found.time()) == (day(opens), time(10))
    assert found.utcoffset() is not None


def test_a_run_of_days_holds_both_its_ends() -> None:
    run = Days(date(2026, 9, 1), date(2026, 9, 2))
    assert [run.covers(date(2026, 8, 31)), run.covers(run.first), run.covers(run.last)] == [False, True, True]
