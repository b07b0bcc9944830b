"""Handoffs: written with the conversation, delivered beside it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import Consent, Conversation, ConversationId, Handoff, HandoffState, NotPossibleNow

from . import parts
from .handoff_rows import handoff_from, handoff_values, triage_values
from .rows import AnyRow
from .tables import handoffs

_WITHDRAWN = HandoffState.WITHDRAWN.value


async def write(connection: AsyncConnection, conversation: Conversation, *, stored: parts.Stored, at: datetime) -> None:
    """Add what is new, move what has moved, and withdraw what was withdrawn.

    How a stored handoff's delivery stands is the outbox's alone: a turn that began before the delivery must not make it
    pending again. What has not moved is left as it is, since the next reminder may have been set meanwhile.
    """
    for known in conversation.handoffs:
        if known.id in stored.numbers:
            is_it = (handoffs.c.conversation_id == conversation.id) & (handoffs.c.id == known.id)
            await connection.execute(
                update(handoffs).where(is_it, handoffs.c.revision < known.revision).values(**triage_values(known))
            )
            if known.state is HandoffState.WITHDRAWN:
                await connection.execute(update(handoffs).where(is_it).values(state=_WITHDRAWN))
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
