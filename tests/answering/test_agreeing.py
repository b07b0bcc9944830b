"""Where sources differ the newer holds, with its date; what has run out is said to."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.agreeing import agreed, run_out
from bot.domain import Claim, Language, Passage

from .samples import passage

OLD = replace(
    passage("The fee for a test is DKK 500 at the hospital.", key="old:en", language=Language.ENGLISH), as_of="2024-03"
)
NEW = replace(
    passage("The fee for a test is DKK 700 at the hospital.", key="new:en", language=Language.ENGLISH), as_of="2026-01"
)


def _shown(*passages: Passage) -> dict[str, Passage]:
    return {each.id: each for each in passages}


def test_the_newer_source_holds_where_two_give_other_figures_for_the_same() -> None:
    settled = agreed([Claim("The test fee at the hospital is DKK 500.", ("old:en",))], _shown(OLD, NEW))
    assert settled.claims == (Claim(NEW.text, ("new:en",)),)
    assert settled.newest == "2026-01"


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        (Claim("The test fee at the hospital is DKK 700.", ("new:en",)), OLD),
        (Claim("The test fee at the hospital is DKK 500.", ("old:en",)), replace(NEW, text=OLD.text)),
        (
            Claim("The test fee at the hospital is DKK 500.", ("old:en",)),
            replace(NEW, text="It takes 3 weeks at the hospital."),
        ),
        (
            Claim("The test fee at the hospital is DKK 500.", ("old:en",)),
            replace(NEW, text="A bed with wheels costs DKK 700."),
        ),
        (Claim("The test fee at the hospital is DKK 500.", ("old:en",)), replace(NEW, as_of="")),
        (Claim("The hospital takes a fee for a test.", ("old:en",)), NEW),
    ],
)
def test_what_is_newest_or_the_same_or_about_something_else_stands(claim: Claim, other: Passage) -> None:
    shown = _shown(OLD, NEW) | {other.id: other}
    assert agreed([claim], shown).claims == (claim,)
    assert agreed([claim], shown).newest == ""


def test_days_of_different_years_are_of_one_kind() -> None:
    early = replace(OLD, text="The deadline for the application is 1 May 2025.")
    late = replace(NEW, text="The deadline for the application is 3 June 2026.")
    settled = agreed([Claim("The application deadline is 1 May 2025.", ("old:en",))], _shown(early, late))
    assert settled.newest == "2026-01"


def test_the_oldest_source_that_has_run_out_is_named() -> None:
    over = replace(OLD, valid_to=date(2025, 1, 1))
    claims = [Claim("x", ("old:en",)), Claim("y", ("new:en",))]
    assert run_out(claims, _shown(over, NEW), day=date(2026, 1, 1)) == "2024-03"
    assert run_out(claims, _shown(over, NEW), day=date(2025, 1, 1)) == ""
