"""Small conversations, consents and handoffs to store."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain import (
    Author,
    Bilingual,
    Consent,
    Conversation,
    ConversationId,
    Exemption,
    Field,
    Gap,
    Handoff,
    Inquiry,
    Language,
    Lead,
    Message,
    Move,
    MoveKind,
    Remark,
    Route,
    Staff,
    Stated,
    TriageState,
)

MORNING = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
LSCA = "nord-lsca"
SDSI = "syd-sdsi"
GERDA = Staff("desk:gerda", "Gerda Gear")


def conversation(key: str = "c1") -> Conversation:
    return Conversation(id=ConversationId(key), language=Language.DANISH, started_at=MORNING)


def message(key: str, text: str = "Vi vil teste en robot.") -> Message:
    return Message(id=key, author=Author.VISITOR, text=text, sent_at=MORNING)


def consent(destination_id: str = LSCA, *, key: str = "yes") -> Consent:
    return Consent(id=f"{key}:{destination_id}", destination_id=destination_id, given_at=MORNING, notice="v1:abc")


def handoff(destination_id: str = LSCA, *, reference: str = "IND-1", words: str = "en robot") -> Handoff:
    inquiry = Inquiry().with_stated(Field.NEED, Stated(value=words, quote=words, message_id="m1"))
    name = Bilingual(da="Indgangen", en="The entrance")
    return Handoff(
        id=f"h-{reference}",
        reference=reference,
        destination_id=destination_id,
        lead=Lead(inquiry=inquiry, consented_at=MORNING),
        route=Route(destination_id=destination_id, name=name, score=0.75, rule="region", reason=name),
    )


def moved() -> Handoff:
    """A handoff somebody has claimed, with everything filled in that a move may fill in."""
    claim = Move(
        id="move-1", kind=MoveKind.CLAIM, by=GERDA, at=MORNING, detail="why", remark=Remark("mellem os: skeptisk")
    )
    return replace(
        handoff(),
        triage=TriageState.WAITING,
        owner=GERDA,
        is_handed_back=True,
        answer_by=MORNING,
        answered_at=MORNING,
        exempt=Exemption.CAPACITY,
        parked_until=MORNING.date(),
        remind_at=MORNING,
        proposes=SDSI,
        previous_id="h-0",
        links_since=MORNING,
        moves=(claim,),
    )


def with_lead(started: Conversation, destination_id: str = LSCA, *, reference: str = "IND-1") -> Conversation:
    return replace(
        started,
        consents=(*started.consents, consent(destination_id)),
        handoffs=(*started.handoffs, handoff(destination_id, reference=reference)),
    )


def gap(conversation_id: str = "c1", key: str = "g1") -> Gap:
    return Gap(
        id=key,
        conversation_id=ConversationId(conversation_id),
        question="Må droner flyve medicin?",
        language=Language.DANISH,
        reason="nothing_found",
        at=MORNING,
    )
