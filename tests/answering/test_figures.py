"""A figure reads the same in Danish and English, and no other figure proves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.figures import figures, proved_by
from bot.domain import Language

DA, EN = Language.DANISH, Language.ENGLISH


def missing(claim: str, source: str, *, claimed: Language, sourced: Language) -> list[str]:
    known = proved_by(figures(source, sourced)[0])
    return [figure.written for figure in figures(claim, claimed)[0] if not figure.means & known]


SAME = [
    ("9,8 mio. kr.", "DKK 9.8 million"),
    ("9.800.000 kr.", "DKK 9.8 million"),
    ("1,2 mia. kr.", "1.2 billion kroner"),
    ("1.995,50 kr.", "DKK 1,995.50"),
    ("1 995 000 kr.", "DKK 1,995,000"),
    ("10 eller 15 mio. euro", "EUR 10 or 15 million"),
    ("200.000 til 5 mio. kr.", "DKK 200,000 to 5 million"),
    ("250.000, 500.000 eller 1.000.000 kr.", "DKK 250,000, 500,000 or 1,000,000"),
    ("0,125 %", "0.125 percent"),
    ("35 pct.", "35 per cent"),
    ("36 måneder", "36-month"),
    ("femårigt", "five-year"),
    ("to regioner", "two regions"),
    ("femogtyve patienter", "twenty-five patients"),
    ("hundrede pladser", "100 places"),
    ("5.500 besøgende", "5,500 visitors"),
    ("sag 24/265", "case 24/265"),
    ("version 2.5.1", "version 2.5.1"),
    ("Q3 og 5G", "Q3 and 5G"),
    ("den 3. gang", "the 3rd time"),
]


@pytest.mark.parametrize(("danish", "english"), SAME)
def test_the_same_figure_holds_both_ways(danish: str, english: str) -> None:
    assert figures(danish, DA)[0]
    assert missing(english, danish, claimed=EN, sourced=DA) == []
    assert missing(danish, english, claimed=DA, sourced=EN) == []


@pytest.mark.parametrize(
    ("danish", "english"),
    [
        ("9,8 mio. kr.", "DKK 98 million"),
        ("9,8 mio. kr.", "DKK 9.8 billion"),
        ("9,8 mio. kr.", "EUR 9.8 million"),
        ("1.995.000 kr.", "DKK 1,995"),
        ("25 dage", "25%"),
        ("6 måneder", "6 weeks"),
        ("tre hospitaler", "four hospitals"),
        ("sag 24/265", "case 24/266"),
        ("Q3", "Q4"),
    ],
)
def test_another_figure_holds_neither_way(danish: str, english: str) -> None:
    assert missing(english, danish, claimed=EN, sourced=DA)
    assert missing(danish, english, claimed=DA, sourced=EN)


@pytest.mark.parametrize(("danish", "english"), [("25 patienter", "DKK 25"), ("24 og 265", "24/265")])
def test_a_bare_number_proves_no_amount_and_no_case(danish: str, english: str) -> None:
    assert missing(english, danish, claimed=EN, sourced=DA)


def test_small_words_of_the_other_language_are_no_figures() -> None:
    assert figures("contact us to fire questions at one person", EN) == (
        [],
        "contact us to fire questions at one person",
    )
    assert [figure.written for figure in figures("to og fire", DA)[0]] == ["to", "fire"]


@given(st.integers(min_value=0, max_value=10**12))
def test_any_amount_is_read_alike(amount: int) -> None:
    english = f"DKK {amount:,}"
    danish = f"{english[4:].replace(',', '.')} kr."
    assert missing(english, danish, claimed=EN, sourced=DA) == []
    assert missing(danish, english, claimed=DA, sourced=EN) == []


@given(st.text(max_size=60))
def test_every_text_proves_its_own_figures_and_no_digit_is_overlooked(text: str) -> None:
    for language in Language:
        assert missing(text, text, claimed=language, sourced=language) == []
        assert bool(figures(text, language)[0]) or not any(char.isdecimal() for char in text)
