"""A form or a command names a deed in two words."""

from datetime import date

import pytest

from bot.domain import (
    ClaimLead,
    Close,
    CloseOutcome,
    Deed,
    Exempt,
    Exemption,
    HandBack,
    NotAFit,
    Park,
    PassOn,
    Release,
    Reopen,
    Sending,
    Unfit,
)
from bot.triage import deed_of


@pytest.mark.parametrize(
    ("kind", "detail", "deed"),
    [
        ("claim", "", ClaimLead()),
        ("release", "", Release()),
        ("hand_back", "", HandBack()),
        ("reopen", "", Reopen()),
        ("pass_on", "nord-lsca", PassOn("nord-lsca")),
        ("park", "", Park()),
        ("park", "2026-12-01", Park(date(2026, 12, 1))),
        ("not_a_fit", "too_early", NotAFit(Unfit.TOO_EARLY)),
        ("close", "agreed", Close(CloseOutcome.AGREED)),
        ("exempt", "technical", Exempt(Exemption.TECHNICAL)),
    ],
)
def test_each_deed_is_known_by_its_words(kind: str, detail: str, deed: Deed) -> None:
    assert deed_of(kind, detail) == deed


@pytest.mark.parametrize(
    ("kind", "detail"),
    [("dance", ""), ("answer", ""), ("withdraw", ""), ("park", "soon"), ("not_a_fit", "boring"), ("close", "")],
)
def test_what_is_no_deed_or_cannot_name_that_is_refused(kind: str, detail: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        deed_of(kind, detail)


def test_a_recipients_address_stands_after_its_channel() -> None:
    assert Sending(key="k", recipient="slack:T1/C1").address == "T1/C1"
