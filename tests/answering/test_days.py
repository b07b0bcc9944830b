"""Days, weekdays and times are told apart and read the same in both languages."""

import pytest

from bot.answering.days import take_days
from bot.answering.figures import figures, proved_by


def holds(claim: str, source: str) -> bool:
    """Whether everything the claim states is proved, whichever of the two languages each is in."""
    stated = figures(claim, None)[0]
    known = proved_by(figures(source, None)[0])
    return bool(stated) and all(figure.means & known for figure in stated)


SAME = [
    ("21. november 2024", "21 November 2024"),
    ("d. 21-11-2024", "November 21, 2024"),
    ("21/11-2024", "2024-11-21"),
    ("den 1. maj", "1 May"),
    ("den 1. maj", "the 1st of May"),
    ("1.-15. marts 2027", "March 1–15, 2027"),
    ("1. og 15. marts 2027", "1 and 15 March 2027"),
    ("3. okt. 2026", "3 Oct 2026"),
    ("i oktober 2026", "in October 2026"),
    ("i maj", "in May"),
    ("i marts", "in March"),
    ("tirsdag og onsdage", "Tuesday and Wednesdays"),
    ("kl. 14.30", "14:30"),
    ("klokken 14.30", "2:30 pm"),
    ("14.30", "14:30"),
    ("kl. 14.30-16.30", "2:30 pm to 4.30 p.m."),
    ("kl. 9 til 11", "9–11 am"),
    ("kl. 12", "12 pm"),
    ("kl. 0.15", "12:15 am"),
]


@pytest.mark.parametrize(("danish", "english"), SAME)
def test_the_same_day_or_time_holds_both_ways(danish: str, english: str) -> None:
    assert holds(english, danish)
    assert holds(danish, english)


@pytest.mark.parametrize(
    ("danish", "english"),
    [
        ("21. november 2024", "12 November 2024"),
        ("21. november 2024", "21 November 2025"),
        ("21-11-2024", "21 December 2024"),
        ("1. marts og 2. april", "1 April"),
        ("i maj", "in June"),
        ("tirsdag", "Wednesday"),
        ("kl. 14.30", "2:30 am"),
        ("kl. 10-13", "10:00 to 14:00"),
    ],
)
def test_another_day_or_time_does_not_hold(danish: str, english: str) -> None:
    assert not holds(english, danish)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("i marts 2027", "1. marts 2027"),
        ("in March", "1. marts 2027"),
        ("in 2027", "1. marts 2027"),
        ("from 1 March 2027 to 1 April 2027", "fra 1. marts til 1. april 2027"),
    ],
)
def test_a_day_proves_its_month_and_year(claim: str, source: str) -> None:
    assert holds(claim, source)


@pytest.mark.parametrize(("claim", "source"), [("1 March 2027", "i marts 2027"), ("1 March 2027", "1. marts")])
def test_a_month_proves_no_day_and_a_day_no_year(claim: str, source: str) -> None:
    assert not holds(claim, source)


@pytest.mark.parametrize("text", ["of ten, 5 may apply", "32/13/2027", "1.13.2027", "ratio 3:75", "ISO 13485:2016"])
def test_what_only_looks_like_a_day_or_a_time_is_left_alone(text: str) -> None:
    assert take_days(text) == ([], text)
