"""Domain values to rows and back, one pair of functions per table."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from bot.domain import (
    Author,
    Consent,
    Conversation,
    ConversationId,
    Field,
    Gap,
    Handoff,
    Language,
    Message,
    Outcome,
    Stage,
)

from . import codec

Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def conversation_values(conversation: Conversation) -> Values:
    return {
        "id": conversation.id,
        "site": conversation.site,
        "language": conversation.language.value,
        "language_is_settled": conversation.language_is_settled,
        "stage": conversation.stage.value,
        "asking": conversation.asking.value if conversation.asking else None,
        "wants_contact": conversation.wants_contact,
        "inquiry": codec.inquiry_to_json(conversation.inquiry),
        "routes": [codec.route_to_json(route) for route in conversation.routes],
        "heard": sorted(conversation.heard),
        "started_at": conversation.started_at,
    }


def conversation_from(
    row: AnyRow, *, transcript: Iterable[Message], consents: Iterable[Consent], handoffs: Iterable[Handoff]
) -> Conversation:
    return Conversation(
        id=ConversationId(row.id),
        site=row.site,
        language=Language(row.language),
        language_is_settled=row.language_is_settled,
        started_at=row.started_at,
        transcript=tuple(transcript),
        inquiry=codec.inquiry_from_json(row.inquiry),
        asking=Field(row.asking) if row.asking else None,
        wants_contact=row.wants_contact,
        stage=Stage(row.stage),
        routes=tuple(codec.route_from_json(route) for route in row.routes),
        consents=tuple(consents),
        handoffs=tuple(handoffs),
        heard=frozenset(row.heard),
        version=row.version,
    )


def message_values(message: Message) -> Values:
    return {
        "id": message.id,
        "author": message.author.value,
        "text": message.text,
        "sent_at": message.sent_at,
        "parts": [codec.claim_to_json(claim) for claim in message.parts],
        "citations": [codec.citation_to_json(citation) for citation in message.citations],
        "outcome": message.outcome.value if message.outcome else None,
        "asks_for": message.asks_for.value if message.asks_for else None,
        "routes": [codec.route_to_json(route) for route in message.routes],
        "said_by": message.said_by,
        "corrects": message.corrects,
        "for_staff": message.for_staff,
    }


def message_from(row: AnyRow) -> Message:
    return Message(
        id=row.id,
        author=Author(row.author),
        text=row.text,
        sent_at=row.sent_at,
        parts=tuple(codec.claim_from_json(claim) for claim in row.parts),
        citations=tuple(codec.citation_from_json(citation) for citation in row.citations),
        outcome=Outcome(row.outcome) if row.outcome else None,
        asks_for=Field(row.asks_for) if row.asks_for else None,
        routes=tuple(codec.route_from_json(route) for route in row.routes),
        said_by=row.said_by,
        corrects=row.corrects,
        for_staff=row.for_staff,
    )


def gap_values(gap: Gap) -> Values:
    return {
        "id": gap.id,
        "conversation_id": gap.conversation_id,
        "question": gap.question,
        "language": gap.language.value,
        "reason": gap.reason,
        "at": gap.at,
    }


def gap_from(row: AnyRow) -> Gap:
    return Gap(
        id=row.id,
        conversation_id=ConversationId(row.conversation_id),
        question=row.question,
        language=Language(row.language),
        reason=row.reason,
        at=row.at,
    )
