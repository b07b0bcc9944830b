"""What may be done with a lead, what comes of it, and what a colleague is told where it may not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import (
    Assign,
    ClaimLead,
    Close,
    CloseOutcome,
    Deed,
    Exempt,
    Exemption,
    HandBack,
    Handoff,
    HandoffState,
    MoveKind,
    MoveRefused,
    NotAFit,
    Park,
    PassOn,
    Release,
    Reopen,
    TriageState,
    Unfit,
)
from bot.triage import POSSIBLE, answer, move, passed_on, possible_moves, withdraw

from .samples import ANN, BO, TUESDAY, after, day, heard, lead

DEEDS: dict[MoveKind, Deed] = {
    MoveKind.CLAIM: ClaimLead(),
    MoveKind.RELEASE: Release(),
    MoveKind.ASSIGN: Assign(BO),
    MoveKind.PASS_ON: PassOn("other-door"),
    MoveKind.PARK: Park(),
    MoveKind.NOT_A_FIT: NotAFit(Unfit.TOO_EARLY),
    MoveKind.CLOSE: Close(CloseOutcome.AGREED),
    MoveKind.REOPEN: Reopen(),
    MoveKind.HAND_BACK: HandBack(),
    MoveKind.EXEMPT: Exempt(Exemption.CAPACITY),
}
PLACES: dict[str, Handoff] = {
    "new": lead(),
    "claimed": after(ClaimLead()),
    "handed back": after(ClaimLead(), HandBack()),
    "parked": after(ClaimLead(), Park()),
    "parked by nobody": after(Park()),
    "unfit": after(NotAFit(Unfit.OTHER)),
    "closed": after(ClaimLead(), Close(CloseOutcome.OTHER)),
    "withdrawn": withdraw(lead(), id_="w1", at=TUESDAY),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_deed_goes_through_exactly_where_its_button_is_shown(place: Handoff, deed: Deed) -> None:
    kind = next(kind for kind, each in DEEDS.items() if each == deed)
    if kind in possible_moves(place):
        done = move(place, heard(deed), at=TUESDAY)
        assert (done.moves[-1].kind, done.moves[-1].by, done.moves[-1].at) == (kind, ANN, TUESDAY)
        assert done.revision == place.revision + 1
    else:
        with pytest.raises(MoveRefused) as refused:
            move(place, heard(deed), at=TUESDAY)
        assert refused.value.words.da != refused.value.words.en


def test_every_state_has_its_moves_and_final_ones_only_re_open() -> None:
    assert set(POSSIBLE) == set(TriageState)
    assert {state for state in TriageState if POSSIBLE[state] == (MoveKind.REOPEN,)} == {
        state for state in TriageState if state.is_final
    }


@pytest.mark.parametrize(
    ("deeds", "state", "owner"),
    [
        ([ClaimLead()], TriageState.ENGAGED, ANN),
        ([ClaimLead(), Release()], TriageState.SUGGESTED, None),
        ([Assign(BO)], TriageState.ENGAGED, BO),
        ([PassOn("other-door")], TriageState.WAITING, ANN),
        ([Park(day("2026-10-01"))], TriageState.WAITING, None),
        ([ClaimLead(), Park(), ClaimLead()], TriageState.ENGAGED, ANN),
        ([NotAFit(Unfit.OTHER_PLACE)], TriageState.UNSUITABLE, None),
        ([ClaimLead(), Close(CloseOutcome.ADVISED)], TriageState.CLOSED, ANN),
        ([ClaimLead(), HandBack()], TriageState.ENGAGED, ANN),
    ],
)
def test_where_deeds_lead(deeds: list[Deed], state: TriageState, owner: object) -> None:
    handoff = after(*deeds)
    assert (handoff.triage, handoff.owner) == (state, owner)


@pytest.mark.parametrize(
    ("deed", "detail"),
    [
        (ClaimLead(), ""),
        (Assign(BO), "Bo Birk"),
        (PassOn("other-door"), "other-door"),
        (Park(day("2026-10-01")), "2026-10-01"),
        (Park(), ""),
        (NotAFit(Unfit.TOO_EARLY), "too_early"),
        (Exempt(Exemption.TECHNICAL), "technical"),
    ],
)
def test_the_audit_says_who_what_when_and_why(deed: Deed, detail: str) -> None:
    done = move(lead(), heard(deed, remark="they asked us to"), at=TUESDAY)
    [line] = done.moves
    assert (line.by, line.at, line.detail, line.remark.inside) == (ANN, TUESDAY, detail, "they asked us to")


def test_a_second_claim_gets_a_polite_note() -> None:
    with pytest.raises(MoveRefused, match="Ann Aske already has it"):
        move(after(ClaimLead()), heard(ClaimLead(), by=BO), at=TUESDAY)
    with pytest.raises(MoveRefused, match="You already have it"):
        move(after(ClaimLead()), heard(ClaimLead()), at=TUESDAY)


def test_who_has_handed_back_may_be_followed_by_another() -> None:
    assert move(after(ClaimLead(), HandBack()), heard(ClaimLead(), by=BO), at=TUESDAY).owner == BO


def test_a_deed_on_a_card_that_is_out_of_date_is_refused_but_for_a_claim() -> None:
    seen_before = after(ClaimLead())
    with pytest.raises(MoveRefused, match="has changed since"):
        move(seen_before, heard(Park(), seen=0), at=TUESDAY)
    assert move(seen_before, heard(Park(), seen=1), at=TUESDAY).triage is TriageState.WAITING
    assert move(after(ClaimLead(), Release()), heard(ClaimLead(), seen=0), at=TUESDAY).owner == ANN


def test_who_writes_to_the_company_has_the_lead() -> None:
    free = answer(lead(), id_="a1", by=BO, at=TUESDAY)
    assert (free.owner, free.triage, free.answered_at) == (BO, TriageState.ENGAGED, TUESDAY)
    again = answer(free, id_="a2", by=ANN, at=TUESDAY + timedelta(hours=1))
    assert (again.owner, again.answered_at) == (BO, TUESDAY)
    with pytest.raises(MoveRefused):
        answer(after(NotAFit(Unfit.OTHER)), id_="a3", by=ANN, at=TUESDAY)


def test_an_end_is_an_answer_too_and_the_first_one_counts() -> None:
    assert after(NotAFit(Unfit.OTHER)).answered_at == TUESDAY
    ended = passed_on(lead(), id_="p1", at=TUESDAY)
    assert (ended.triage, ended.moves[-1].by, ended.moves[-1].detail) == (
        TriageState.CLOSED,
        None,
        CloseOutcome.PASSED_ON,
    )


def test_what_the_company_took_back_stands_still() -> None:
    gone = withdraw(replace(lead(), remind_at=TUESDAY), id_="w1", at=TUESDAY)
    assert (gone.state, gone.remind_at, possible_moves(gone), gone.stands) == (HandoffState.WITHDRAWN, None, (), False)
    with pytest.raises(MoveRefused, match="withdrawn the enquiry"):
        move(gone, heard(ClaimLead()), at=TUESDAY)
