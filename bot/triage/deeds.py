"""A deed from the two words a form or a command gives: its kind, and what it names."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain import (
    ClaimLead,
    Close,
    CloseOutcome,
    Deed,
    Exempt,
    Exemption,
    HandBack,
    MoveKind,
    NotAFit,
    Park,
    PassOn,
    Release,
    Reopen,
    Unfit,
)

DEEDS: Mapping[MoveKind, Callable[[str], Deed]] = {
    MoveKind.CLAIM: lambda _: ClaimLead(),
    MoveKind.RELEASE: lambda _: Release(),
    MoveKind.HAND_BACK: lambda _: HandBack(),
    MoveKind.REOPEN: lambda _: Reopen(),
    MoveKind.PASS_ON: PassOn,
    MoveKind.PARK: lambda day: Park(date.fromisoformat(day) if day else None),
    MoveKind.NOT_A_FIT: lambda reason: NotAFit(Unfit(reason)),
    MoveKind.CLOSE: lambda outcome: Close(CloseOutcome(outcome)),
    MoveKind.EXEMPT: lambda reason: Exempt(Exemption(reason)),
}


def deed_of(kind: str, detail: str) -> Deed:
    """`detail` is a destination, a day (2026-12-31), a reason or an outcome, where the deed names one.

    Raises:
        ValueError: there is no such deed here, or it cannot name that.
    """
    try:
        return DEEDS[MoveKind(kind)](detail)
    except KeyError as error:
        raise ValueError(f"{kind} is not done this way") from error
