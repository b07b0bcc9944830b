"""Handoffs: written with the conversation, delivered beside it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import Consent, Conversation, ConversationId, Handoff, HandoffState, NotPossibleNow

from . import parts
from .handoff_rows import delivery_values, handoff_from, handoff_values
from .rows import AnyRow
from .tables import handoffs

_WITHDRAWN = HandoffState.WITHDRAWN.value
_PENDING = HandoffState.PENDING.value


async def write(connection: AsyncConnection, conversation: Conversation, *, stored: parts.Stored, at: datetime) -> None:
    """Add what is new and withdraw what was withdrawn.

    How a stored handoff's delivery stands is `mark_delivery`'s alone: a turn that began before the delivery must not
    make it pending again.
    """
    withdrawn = [each.id for each in conversation.handoffs if each.state is HandoffState.WITHDRAWN]
    if withdrawn:
        await connection.execute(
            update(handoffs)
            .where(handoffs.c.conversation_id == conversation.id, handoffs.c.id.in_(withdrawn))
            .values(state=_WITHDRAWN)
        )
    new = [each for each in conversation.handoffs if each.id not in stored.numbers]
    await parts.append(
        connection,
        stored,
        [
            {**handoff_values(each), "consent_id": consent_for(each, conversation.consents).id, "created_at": at}
            for each in new
        ],
    )


def consent_for(handoff: Handoff, consents: tuple[Consent, ...]) -> Consent:
    """The deed a handoff rests on: the latest for its destination, and one that holds while the handoff stands.

    Raises:
        NotPossibleNow: there is none.
    """
    for consent in reversed(consents):
        holds = consent.withdrawn_at is None or handoff.state is HandoffState.WITHDRAWN
        if consent.destination_id == handoff.destination_id and holds:
            return consent
    raise NotPossibleNow(f"no consent to hand over to {handoff.destination_id!r}: ask the visitor first")


async def undelivered(
    connection: AsyncConnection, *, due_at: datetime, limit: int
) -> list[tuple[ConversationId, Handoff]]:
    is_due = or_(handoffs.c.next_attempt_at.is_(None), handoffs.c.next_attempt_at <= due_at)
    query = select(handoffs).where(handoffs.c.state == _PENDING, is_due).order_by(*_age()).limit(limit)
    return [_placed(row) for row in await connection.execute(query)]


async def mark_delivery(connection: AsyncConnection, conversation_id: ConversationId, handoff: Handoff) -> None:
    await connection.execute(
        update(handoffs)
        .where(
            handoffs.c.conversation_id == conversation_id,
            handoffs.c.id == handoff.id,
            # What is delivered stays delivered: a late failure of a second attempt must not send it again.
            handoffs.c.state == _PENDING,
        )
        .values(**delivery_values(handoff))
    )


async def standing(connection: AsyncConnection) -> list[tuple[ConversationId, Handoff]]:
    query = select(handoffs).where(handoffs.c.state != _WITHDRAWN).order_by(*(each.desc() for each in _age()))
    return [_placed(row) for row in await connection.execute(query)]


async def by_reference(connection: AsyncConnection, reference: str) -> tuple[ConversationId, Handoff] | None:
    row = (await connection.execute(select(handoffs).where(handoffs.c.reference == reference))).one_or_none()
    return _placed(row) if row else None


def _age() -> tuple[Column[Any], ...]:
    return handoffs.c.created_at, handoffs.c.conversation_id, handoffs.c.number


def _placed(row: AnyRow) -> tuple[ConversationId, Handoff]:
    return ConversationId(row.conversation_id), handoff_from(row)
