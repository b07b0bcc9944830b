"""What may be done with a lead in each state, and what each deed makes of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain import (
    Assign,
    ClaimLead,
    Close,
    CloseOutcome,
    Deed,
    Exempt,
    HandBack,
    Handoff,
    HandoffState,
    Move,
    MoveKind,
    MoveRefused,
    NotAFit,
    Park,
    PassOn,
    Release,
    Reopen,
    Staff,
    StaffMove,
    TriageState,
)

from .wording import ALREADY_TAKEN, CHANGED_MEANWHILE, NOT_NOW, STATES, WITHDRAWN_BY_COMPANY, YOURS_ALREADY

_AT_WORK = (MoveKind.ANSWER, MoveKind.ASSIGN, MoveKind.PASS_ON, MoveKind.PARK, MoveKind.NOT_A_FIT, MoveKind.CLOSE)
POSSIBLE: Mapping[TriageState, tuple[MoveKind, ...]] = {
    TriageState.SUGGESTED: (
        MoveKind.CLAIM,
        MoveKind.ANSWER,
        MoveKind.ASSIGN,
        MoveKind.PASS_ON,
        MoveKind.PARK,
        MoveKind.NOT_A_FIT,
        MoveKind.EXEMPT,
    ),
    TriageState.ENGAGED: (*_AT_WORK, MoveKind.HAND_BACK, MoveKind.RELEASE, MoveKind.EXEMPT),
    TriageState.WAITING: (MoveKind.CLAIM, *_AT_WORK, MoveKind.HAND_BACK, MoveKind.RELEASE, MoveKind.EXEMPT),
    TriageState.UNSUITABLE: (MoveKind.REOPEN,),
    TriageState.CLOSED: (MoveKind.REOPEN,),
}
_KINDS: Mapping[type[Deed], MoveKind] = {
    ClaimLead: MoveKind.CLAIM,
    Release: MoveKind.RELEASE,
    Assign: MoveKind.ASSIGN,
    PassOn: MoveKind.PASS_ON,
    Park: MoveKind.PARK,
    NotAFit: MoveKind.NOT_A_FIT,
    Close: MoveKind.CLOSE,
    Reopen: MoveKind.REOPEN,
    HandBack: MoveKind.HAND_BACK,
    Exempt: MoveKind.EXEMPT,
}


def possible_moves(handoff: Handoff) -> tuple[MoveKind, ...]:
    """The deeds that fit a handoff as it stands, in the order their buttons are shown. Ignores who asks."""
    if handoff.state is HandoffState.WITHDRAWN:
        return ()
    moves = POSSIBLE[handoff.triage]
    if handoff.triage is TriageState.ENGAGED and handoff.is_handed_back:
        return (MoveKind.CLAIM, *(move for move in moves if move is not MoveKind.HAND_BACK))
    if handoff.owner is None or handoff.is_handed_back:
        return tuple(move for move in moves if move not in {MoveKind.HAND_BACK, MoveKind.RELEASE})
    return moves


def move(handoff: Handoff, heard: StaffMove, *, at: datetime) -> Handoff:
    """The handoff after a deed, with its audit line. A re-open only leaves its line: the new handoff is the caller's.

    Raises:
        MoveRefused: it does not fit; the words say why.
    """
    kind = _KINDS[type(heard.deed)]
    _require_fit(handoff, kind, by=heard.by, seen=heard.seen)
    done = Move(id=heard.id, kind=kind, by=heard.by, at=at, detail=_detail(heard.deed), remark=heard.remark)
    return replace(_after(handoff, heard.deed, by=heard.by, at=at), moves=(*handoff.moves, done))


def answer(handoff: Handoff, *, id_: str, by: Staff, at: datetime) -> Handoff:
    """The handoff after words were sent to the company: whoever writes for a lead nobody has, has it.

    Raises:
        MoveRefused: it has ended or was withdrawn.
    """
    _require_fit(handoff, MoveKind.ANSWER, by=by, seen=None)
    return replace(
        handoff,
        triage=TriageState.ENGAGED if handoff.owner is None else handoff.triage,
        owner=handoff.owner or by,
        is_handed_back=False,
        answered_at=handoff.answered_at or at,
        moves=(*handoff.moves, Move(id=id_, kind=MoveKind.ANSWER, by=by, at=at, detail=id_)),
    )


def withdraw(handoff: Handoff, *, id_: str, at: datetime) -> Handoff:
    """The handoff after the company took its consent back."""
    gone = Move(id=id_, kind=MoveKind.WITHDRAW, by=None, at=at)
    return replace(handoff, state=HandoffState.WITHDRAWN, remind_at=None, moves=(*handoff.moves, gone))


def passed_on(handoff: Handoff, *, id_: str, at: datetime) -> Handoff:
    """The handoff after the company agreed that another destination takes it."""
    ended = Move(id=id_, kind=MoveKind.CLOSE, by=None, at=at, detail=CloseOutcome.PASSED_ON)
    return replace(_ended(handoff, TriageState.CLOSED, at=at), moves=(*handoff.moves, ended))


def _require_fit(handoff: Handoff, kind: MoveKind, *, by: Staff, seen: int | None) -> None:
    if handoff.state is HandoffState.WITHDRAWN:
        raise MoveRefused(WITHDRAWN_BY_COMPANY)
    if kind is MoveKind.CLAIM and handoff.is_staffs and handoff.owner != by:
        raise MoveRefused(ALREADY_TAKEN.filled(name=handoff.owner.name if handoff.owner else ""))
    if kind not in possible_moves(handoff):
        is_mine = kind is MoveKind.CLAIM and handoff.stands
        raise MoveRefused(YOURS_ALREADY if is_mine else NOT_NOW.filled(state=STATES[handoff.triage]))
    if kind is not MoveKind.CLAIM and seen is not None and seen != handoff.revision:
        raise MoveRefused(CHANGED_MEANWHILE)


def _after(handoff: Handoff, deed: Deed, *, by: Staff, at: datetime) -> Handoff:
    match deed:
        case ClaimLead() | Assign() | Release() | HandBack():
            return _held(handoff, deed, by=by)
        case PassOn(destination_id=destination_id):
            return replace(handoff, triage=TriageState.WAITING, owner=handoff.owner or by, proposes=destination_id)
        case Park(until=until):
            return replace(handoff, triage=TriageState.WAITING, parked_until=until)
        case NotAFit():
            return _ended(handoff, TriageState.UNSUITABLE, at=at)
        case Close():
            return _ended(handoff, TriageState.CLOSED, at=at)
        case Exempt(reason=reason):
            return replace(handoff, exempt=reason)
        case Reopen():
            return handoff
        case _:
            assert_never(deed)


def _held(handoff: Handoff, deed: ClaimLead | Assign | Release | HandBack, *, by: Staff) -> Handoff:
    match deed:
        case ClaimLead():
            return _taken(handoff, by)
        case Assign(to=to):
            return _taken(handoff, to)
        case Release():
            return replace(handoff, triage=TriageState.SUGGESTED, owner=None, is_handed_back=False, proposes="")
        case HandBack():
            return replace(handoff, is_handed_back=True)
        case _:
            assert_never(deed)


def _taken(handoff: Handoff, owner: Staff) -> Handoff:
    return replace(
        handoff, triage=TriageState.ENGAGED, owner=owner, is_handed_back=False, parked_until=None, proposes=""
    )


def _ended(handoff: Handoff, state: TriageState, *, at: datetime) -> Handoff:
    return replace(
        handoff,
        triage=state,
        answered_at=handoff.answered_at or at,
        remind_at=None,
        parked_until=None,
        proposes="",
    )


def _detail(deed: Deed) -> str:
    match deed:
        case Assign(to=to):
            return to.name
        case PassOn(destination_id=destination_id):
            return destination_id
        case Park(until=until):
            return until.isoformat() if until else ""
        case NotAFit(reason=reason) | Exempt(reason=reason):
            return reason
        case Close(outcome=outcome):
            return outcome
        case ClaimLead() | Release() | Reopen() | HandBack():
            return ""
        case _:
            assert_never(deed)
