"""How a lead counts against its deadline, and what it came to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import CloseOutcome, Exemption, Handoff, HandoffState, Inquiry, Move, MoveKind, Stated, TriageState
from bot.domain import Field as Known
from bot.domain.tally import UNSTATED, lead_tally, needs_of, product_type_of, regions_of, stage_of
from tests.storage.samples import MORNING, handoff

DAY = timedelta(days=1)
LEAD = replace(handoff(), answer_by=MORNING + 5 * DAY)


@pytest.mark.parametrize(
    ("lead", "timing"),
    [
        (replace(LEAD, answered_at=MORNING + DAY), "in_time"),
        (replace(LEAD, answered_at=MORNING + 6 * DAY), "late"),
        (replace(LEAD, answered_at=MORNING + 6 * DAY, answer_by=None), "in_time"),
        (replace(LEAD, answered_at=MORNING + 6 * DAY, exempt=Exemption.CAPACITY), "exempt/capacity"),
        (replace(LEAD, state=HandoffState.WITHDRAWN), "withdrawn"),
        (LEAD, "waiting"),
        (replace(LEAD, answer_by=MORNING), "overdue"),
        (replace(LEAD, answer_by=None), "waiting"),
    ],
)
def test_a_lead_counts_once_against_its_deadline(lead: Handoff, timing: str) -> None:
    assert lead_tally(lead, now=MORNING + 2 * DAY).timing == timing


def test_days_are_calendar_days_to_the_first_answer() -> None:
    assert lead_tally(replace(LEAD, answered_at=MORNING + 1.5 * DAY), now=MORNING).days == 1.5
    assert lead_tally(LEAD, now=MORNING).days is None


def test_an_ending_says_what_came_of_it() -> None:
    closed = Move(id="x", kind=MoveKind.CLOSE, by=None, at=MORNING, detail=CloseOutcome.AGREED)
    assert lead_tally(LEAD, now=MORNING).ending == "open"
    assert lead_tally(replace(LEAD, state=HandoffState.WITHDRAWN), now=MORNING).ending == "withdrawn"
    assert lead_tally(replace(LEAD, triage=TriageState.CLOSED, moves=(closed,)), now=MORNING).ending == "closed/agreed"
    assert lead_tally(replace(LEAD, triage=TriageState.UNSUITABLE), now=MORNING).ending == "unsuitable/other"


def test_what_was_not_said_is_not_stated_and_an_idea_is_a_stage() -> None:
    nothing = Inquiry()
    assert (needs_of(nothing), regions_of(nothing)) == ((UNSTATED,), (UNSTATED,))
    assert (product_type_of(nothing), stage_of(nothing)) == (UNSTATED, UNSTATED)
    assert stage_of(nothing.with_stated(Known.NEED, Stated("en idé", "en idé", "m", "idea"))) == "idea"
    assert stage_of(nothing.with_stated(Known.CE_STATUS, Stated("CE", "CE", "m", "ce_marked"))) == "ce_marked"
