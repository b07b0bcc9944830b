"""What colleagues do with a lead: who, what, when, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Staff:
    """A colleague, by the id of the channel they act from ("slack:T1/U1", "mail:ann@region.example", "desk:ann").

    `name` is what the company sees when they answer.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Staff's words among themselves. Written into other text it says nothing: only `inside` holds the words."""

    inside: str = ""

    def __str__(self) -> str:
        return ""

    def __format__(self, spec: str) -> str:
        return ""

    def __repr__(self) -> str:
        return "Remark(…)"

    def __bool__(self) -> bool:
        return bool(self.inside)


NO_REMARK = Remark()


class TriageState(StrEnum):
    """How a lead stands with those who have it. The last two are final: re-opening makes a new handoff."""

    SUGGESTED = "suggested"
    ENGAGED = "engaged"
    WAITING = "waiting"
    UNSUITABLE = "unsuitable"
    CLOSED = "closed"

    @property
    def is_final(self) -> bool:
        return self in {TriageState.UNSUITABLE, TriageState.CLOSED}


class MoveKind(StrEnum):
    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    PASS_ON = "pass_on"  # noqa: S105 - a deed, not a password
    PARK = "park"
    NOT_A_FIT = "not_a_fit"
    CLOSE = "close"
    REOPEN = "reopen"
    HAND_BACK = "hand_back"
    EXEMPT = "exempt"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


class Unfit(StrEnum):
    """Why a destination does not take a lead; each has words for the company."""

    OTHER_FIELD = "other_field"
    OTHER_PLACE = "other_place"
    TOO_EARLY = "too_early"
    NO_CAPACITY = "no_capacity"
    NEEDS_TENDER = "needs_tender"
    OTHER = "other"


class CloseOutcome(StrEnum):
    """What came of a lead."""

    AGREED = "agreed"
    ADVISED = "advised"
    PASSED_ON = "passed_on"
    NO_ANSWER = "no_answer"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Exemption(StrEnum):
    """Why a first answer need not come by its deadline."""

    COMPANY_SILENT = "company_silent"
    WRONG_ADDRESS = "wrong_address"
    TECHNICAL = "technical"
    CAPACITY = "capacity"
    AGREED_LATER = "agreed_later"


@dataclass(frozen=True, slots=True)
class ClaimLead:
    """Take it, or take it up again after a hand-back or a park."""


@dataclass(frozen=True, slots=True)
class Release:
    """Nobody has it any more."""


@dataclass(frozen=True, slots=True)
class Assign:
    to: Staff


@dataclass(frozen=True, slots=True)
class PassOn:
    """Suggest another destination. It gets the lead when the company has agreed to that recipient too."""

    destination_id: str


@dataclass(frozen=True, slots=True)
class Park:
    """Wait, until a day or for now."""

    until: date | None = None


@dataclass(frozen=True, slots=True)
class NotAFit:
    reason: Unfit


@dataclass(frozen=True, slots=True)
class Close:
    outcome: CloseOutcome


@dataclass(frozen=True, slots=True)
class Reopen:
    """A new handoff for the same destination, linked to the one that ended."""


@dataclass(frozen=True, slots=True)
class HandBack:
    """The owner keeps the lead; Indgang answers the company again."""


@dataclass(frozen=True, slots=True)
class Exempt:
    reason: Exemption


Deed = ClaimLead | Release | Assign | PassOn | Park | NotAFit | Close | Reopen | HandBack | Exempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One line of a handoff's audit. `by` is None where the company or Indgang acted.

    `detail` is what the deed names: a destination, a colleague's id, a day, a reason, an outcome or a message id.
    """

    id: str
    kind: MoveKind
    by: Staff | None
    at: datetime
    detail: str = ""
    remark: Remark = NO_REMARK
