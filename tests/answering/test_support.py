"""A claim in new words says what its passages say, or it falls."""

import pytest

from bot.answering.support import SupportRules, covers, unsupported
from bot.domain import Language

from .samples import passage

RULES = SupportRules()
DANISH = passage(
    "Virksomheder kan ikke søge penge fra puljen. En virksomhed kan blive partner i et projekt på sygehuset. "
    "Udstyr uden CE-mærke må kun afprøves på patienter, når styrelsen har godkendt det."
)
ENGLISH = passage(
    "Companies cannot apply for money from the pool. A company can become a partner in a project at the hospital. "
    "A device without a CE mark may be tried on patients only when the agency has approved it.",
    language=Language.ENGLISH,
)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Virksomheder kan ikke søge penge fra puljen.", DANISH),
        ("Jeres virksomhed kan blive partner i projekter på sygehuset.", DANISH),
        ("Your company can become a partner in a hospital project.", ENGLISH),
        ("The agency must not be left out.", passage("The agency must not be left out.", language=Language.ENGLISH)),
    ],
)
def test_the_same_in_other_words_holds(claim: str, source: object) -> None:
    assert isinstance(source, type(DANISH))
    assert unsupported(claim, [source], RULES) == ()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Virksomheder kan søge penge fra puljen.", DANISH),
        ("Companies can apply for money from the pool.", ENGLISH),
        ("A company can never become a partner in a project at the hospital.", ENGLISH),
        ("En virksomhed skal blive partner i et projekt på sygehuset.", DANISH),
        ("Every company can become a partner in a project at the hospital.", ENGLISH),
        ("A company is guaranteed to become a partner in a project at the hospital.", ENGLISH),
        ("The hospital pays the wages of a nurse.", ENGLISH),
        ("It is so.", ENGLISH),
        ("Companies cannot not apply for money from the pool.", ENGLISH),
        (
            "The bed is not tested, and we guarantee it.",
            passage("It is not promised that the bed is tested.", language=Language.ENGLISH),
        ),
        (
            "No company pays, but it must not sell.",
            passage("No company pays. It must sell.", language=Language.ENGLISH),
        ),
    ],
)
def test_what_turns_the_source_round_or_adds_to_it_falls(claim: str, source: object) -> None:
    assert isinstance(source, type(DANISH))
    assert unsupported(claim, [source], RULES)


def test_words_gathered_from_all_over_a_passage_are_no_support() -> None:
    words = ["alpha bravo charlie.", "delta foxtrot golfer.", "hotel india juliet.", "kilogram lima mike."]
    source = passage(" ".join(word.capitalize() for word in words), language=Language.ENGLISH)
    assert unsupported("Alpha delta hotel kilogram.", [source], RULES)


def test_how_much_of_a_text_was_said() -> None:
    assert covers("The pool is money.", "Money from the pool.") == 1
    assert covers("The pool.", "Money from the pool.") == 0.5
    assert covers("", "is it so") == 1
