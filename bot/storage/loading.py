"""Reads a conversation back, with all that hangs on it."""

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import Conversation, ConversationId, UnknownConversation

from .handoff_rows import consent_from, handoff_from
from .rows import AnyRow, conversation_from, message_from
from .tables import consents, conversations, handoffs, messages


async def load(connection: AsyncConnection, conversation_id: ConversationId) -> Conversation:
    found = await connection.execute(select(conversations).where(conversations.c.id == conversation_id))
    row = found.one_or_none()
    if row is None:
        raise UnknownConversation(conversation_id)
    return conversation_from(
        row,
        transcript=map(message_from, await _parts(connection, messages, conversation_id)),
        consents=map(consent_from, await _parts(connection, consents, conversation_id)),
        handoffs=map(handoff_from, await _parts(connection, handoffs, conversation_id)),
    )


async def _parts(connection: AsyncConnection, table: Table, conversation_id: ConversationId) -> list[AnyRow]:
    query = select(table).where(table.c.conversation_id == conversation_id).order_by(table.c.number)
    return list(await connection.execute(query))
