"""One lead to move about, on a Tuesday morning."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain import Bilingual, Deed, Handoff, Inquiry, Lead, Remark, Route, Staff, StaffMove, Terms
from bot.domain import ConversationId as Id
from bot.triage import answer_by, move

TUESDAY = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
ANN, BO = Staff("desk:ann", "Ann Aske"), Staff("desk:bo", "Bo Birk")
NAME = Bilingual("Døren", "The door")


def lead(*, at: datetime = TUESDAY, terms: Terms | None = None, destination: str = "door", id_: str = "h1") -> Handoff:
    return Handoff(
        id=id_,
        reference=f"IND-{id_}",
        destination_id=destination,
        lead=Lead(Inquiry(), at),
        route=Route(destination_id=destination, name=NAME, score=1, rule="region", reason=NAME),
        answer_by=answer_by(at, terms or Terms()),
    )


def heard(deed: Deed, *, by: Staff = ANN, seen: int | None = None, remark: str = "") -> StaffMove:
    return StaffMove(
        id="m1", conversation_id=Id("c1"), handoff_id="h1", by=by, deed=deed, seen=seen, remark=Remark(remark)
    )


def after(*deeds: Deed, start: Handoff | None = None, at: datetime = TUESDAY, by: Staff = ANN) -> Handoff:
    """The lead after these deeds."""
    handoff = start or lead(at=at)
    for deed in deeds:
        handoff = move(handoff, heard(deed, by=by), at=at)
    return handoff


def without_deadline() -> Handoff:
    return replace(lead(), answer_by=None)


def day(text: str) -> date:
    return date.fromisoformat(text)
