"""Figures read the same out of Danish and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Language
from bot.knowledge.checks.figures import Figures, figures_in

SAME = [
    ("9,8 mio. kr.", "DKK 9.8 million"),
    ("1.995.000 kr.", "DKK 1,995,000"),
    ("1,2 mia. kr.", "DKK 1.2 billion"),
    ("21. november 2024", "21 November 2024"),
    ("d. 21-11-2024", "November 21, 2024"),
    ("den 1. maj", "1 May"),
    ("kl. 14.30-16.30", "14:30\u201316:30"),
    ("kl. 14.30-16.30", "2:30 pm to 4.30 pm"),
    ("kl. 10-13", "10:00 to 13:00"),
    ("sag 24/265", "case 24/265"),
    ("15 %", "15%"),
    ("2022-2024", "2022\u20132024"),
    ("5.500 besøgende", "5,500 visitors"),
    ("version 2.5", "version 2.5"),
    ("forordning 2017/745", "Regulation 2017/745"),
    ("a.b@c.example", "a.b@c.example"),
    ("https://x.example/da", "https://x.example/en"),
    ("7 projekter", "seven projects"),
    ("to regioner", "two regions"),
    ("begge regioner", "both regions"),
]


def agree(left: Figures, right: Figures) -> bool:
    return left.stated | left.worded <= right.any and right.stated | right.worded <= left.any


@pytest.mark.parametrize(("danish", "english"), SAME)
def test_the_same_figure_in_both_languages_is_the_same(danish: str, english: str) -> None:
    assert agree(figures_in(danish, language=Language.DANISH), figures_in(english, language=Language.ENGLISH))


@pytest.mark.parametrize(
    ("danish", "english"),
    [
        ("9,8 mio. kr.", "DKK 98 million"),
        ("1.995.000 kr.", "DKK 1,995"),
        ("21. november 2024", "12 November 2024"),
        ("kl. 14.30", "2:30 am"),
        ("a@c.example", "b@c.example"),
    ],
)
def test_another_figure_is_another(danish: str, english: str) -> None:
    assert not agree(figures_in(danish, language=Language.DANISH), figures_in(english, language=Language.ENGLISH))


@given(st.integers(min_value=0, max_value=10**12))
def test_any_amount_is_read_alike(amount: int) -> None:
    english = f"DKK {amount:,}"
    danish = f"{amount:,} kr.".replace(",", ".")

    assert agree(figures_in(danish, language=Language.DANISH), figures_in(english, language=Language.ENGLISH))
