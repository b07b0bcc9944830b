"""Organisations stand behind destinations from one day to another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Bilingual, Destination, Organisation, Tenure, Validity

NAME = Bilingual(da="Indgangen", en="The entrance")
LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


def organisation(key: str) -> Organisation:
    return Organisation(id=key, name=NAME, kind="region")


OLD, NEW = organisation("hovedstaden"), organisation("oestdanmark")


@pytest.mark.parametrize(
    ("validity", "before", "on", "after"),
    [
        (Validity(), True, True, True),
        (Validity(first=FIRST_DAY), False, True, True),
        (Validity(last=FIRST_DAY), True, True, False),
        (Validity(first=FIRST_DAY, last=FIRST_DAY), False, True, False),
    ],
)
def test_a_validity_covers_its_first_and_its_last_day(
    validity: Validity, *, before: bool, on: bool, after: bool
) -> None:
    days = (LAST_DAY, FIRST_DAY, date(2027, 1, 2))
    assert [validity.covers(day) for day in days] == [before, on, after]


@given(st.dates(), st.dates(), st.dates())
def test_a_validity_covers_a_day_exactly_when_it_lies_between(first: date, last: date, day: date) -> None:
    assert Validity(first, last).covers(day) == (first <= day <= last)


def test_the_same_company_gets_the_right_body_on_each_day() -> None:
    tenures = (Tenure(OLD, Validity(date(2007, 1, 1), LAST_DAY)), Tenure(NEW, Validity(FIRST_DAY)))
    destination = Destination(id="other-region", name=NAME, tenures=tenures, takes=NAME, not_for=NAME)

    assert destination.organisation_on(LAST_DAY) is OLD
    assert destination.organisation_on(FIRST_DAY) is NEW
    assert destination.organisation_on(date(2006, 12, 31)) is None
