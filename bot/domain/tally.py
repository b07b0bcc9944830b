"""What a year's report counts of one conversation: codes, days and numbers, never a word or an id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from .handoff import Handoff, HandoffState
from .inquiry import Field, Inquiry
from .staff import MoveKind, TriageState

DENMARK = ZoneInfo("Europe/Copenhagen")
UNSTATED = "unstated"
DESK = "desk"
"""The source of a lead that a colleague wrote down."""
OWN_PAGE = "own"
"""The source of a conversation on this installation's own page."""
_A_DAY = 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTally:
    """One lead. `days` are calendar days until the company first heard from a colleague; None where it has not."""

    destination_id: str
    rule: str
    timing: str
    ending: str
    days: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One conversation in which something was asked. `month` is Danish time, as in "2026-03"."""

    month: str
    language: str
    source: str = OWN_PAGE
    needs: tuple[str, ...] = (UNSTATED,)
    regions: tuple[str, ...] = (UNSTATED,)
    product_type: str = UNSTATED
    stage: str = UNSTATED
    suggested: str = UNSTATED
    turns: Mapping[str, int] = field(default_factory=dict[str, int])
    opinions: Mapping[str, int] = field(default_factory=dict[str, int])
    leads: tuple[LeadTally, ...] = ()


def month_of(moment: datetime) -> str:
    return f"{moment.astimezone(DENMARK):%Y-%m}"


def needs_of(inquiry: Inquiry) -> tuple[str, ...]:
    return _known(inquiry.codes(Field.NEED))


def regions_of(inquiry: Inquiry) -> tuple[str, ...]:
    """Region codes; a place's setting ("syddanmark/hospital") is left out."""
    return _known(code.partition("/")[0] for code in inquiry.codes(Field.REGION_HOSPITAL))


def product_type_of(inquiry: Inquiry) -> str:
    return inquiry.code(Field.PRODUCT_TYPE) or UNSTATED


def stage_of(inquiry: Inquiry) -> str:
    """How far the product is, by what is known as a code: an idea, or how its CE marking stands."""
    if "idea" in inquiry.codes(Field.NEED):
        return "idea"
    return inquiry.code(Field.CE_STATUS) or UNSTATED


def lead_tally(handoff: Handoff, *, now: datetime) -> LeadTally:
    answered = handoff.answered_at
    taken = (answered - handoff.lead.consented_at).total_seconds() / _A_DAY if answered else None
    return LeadTally(
        destination_id=handoff.destination_id,
        rule=handoff.route.rule,
        timing=_timing(handoff, now=now),
        ending=_ending(handoff),
        days=None if taken is None else round(taken, 2),
    )


def _timing(handoff: Handoff, *, now: datetime) -> str:
    """An exemption counts as such even where the answer came: the deadline did not bind."""
    if handoff.exempt:
        return f"exempt/{handoff.exempt}"
    if handoff.answered_at:
        is_late = handoff.answer_by is not None and handoff.answered_at > handoff.answer_by
        return "late" if is_late else "in_time"
    if handoff.state is HandoffState.WITHDRAWN:
        return "withdrawn"
    return "overdue" if handoff.answer_by and handoff.answer_by < now else "waiting"


def _ending(handoff: Handoff) -> str:
    if handoff.state is HandoffState.WITHDRAWN:
        return "withdrawn"
    if not handoff.triage.is_final:
        return "open"
    kind = MoveKind.CLOSE if handoff.triage is TriageState.CLOSED else MoveKind.NOT_A_FIT
    detail = next((move.detail for move in reversed(handoff.moves) if move.kind is kind), "other")
    return f"{handoff.triage}/{detail}"


def _known(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code})) or (UNSTATED,)
