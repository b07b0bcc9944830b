"""Writes a conversation's next state: its own row, and of what hangs on it only what is new."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import Conversation, ConversationMoved, Gap, Post, UnknownConversation

from . import handoffs, parts, tables
from .desk_tables import outbox
from .handoff_rows import consent_values
from .inserting import insert_or_ignore
from .outbox_rows import post_values
from .rows import conversation_values, gap_values, message_values


async def insert(connection: AsyncConnection, conversation: Conversation, *, at: datetime) -> None:
    """Raises ConversationMoved if it exists already: someone wrote first."""
    values = {**conversation_values(conversation), "version": conversation.version, "touched_at": at}
    table = tables.conversations
    # Asked for its id, since drivers disagree on how many rows an ignored insert wrote.
    stored = insert_or_ignore(connection, table).values(values).returning(table.c.id)
    if await connection.scalar(stored) is None:
        raise ConversationMoved(f"conversation {conversation.id!r} exists already")


async def advance(connection: AsyncConnection, conversation: Conversation, *, at: datetime) -> None:
    """Write the conversation's own row, if the stored version is still the one that was loaded."""
    table = tables.conversations
    stored = await connection.execute(
        update(table)
        .where(table.c.id == conversation.id, table.c.version == conversation.version)
        .values(**conversation_values(conversation), version=conversation.version + 1, touched_at=at)
    )
    if stored.rowcount == 1:
        return
    if await connection.scalar(select(table.c.version).where(table.c.id == conversation.id)) is None:
        raise UnknownConversation(conversation.id)
    raise ConversationMoved(f"conversation {conversation.id!r} changed since version {conversation.version}")


async def write_parts(connection: AsyncConnection, conversation: Conversation, *, at: datetime) -> None:
    said = await parts.keep(connection, tables.messages, conversation.id, [each.id for each in conversation.transcript])
    await parts.append(connection, said, [message_values(each) for each in conversation.transcript])
    # A consent cannot go before the handoff that rests on it, nor come after it.
    sent = await parts.keep(connection, tables.handoffs, conversation.id, [each.id for each in conversation.handoffs])
    await _write_consents(connection, conversation)
    await handoffs.write(connection, conversation, stored=sent, at=at)


async def _write_consents(connection: AsyncConnection, conversation: Conversation) -> None:
    table = tables.consents
    given = await parts.keep(connection, table, conversation.id, [each.id for each in conversation.consents])
    for consent in conversation.consents:
        if consent.id in given.numbers:
            await connection.execute(
                update(table)
                .where(table.c.conversation_id == conversation.id, table.c.id == consent.id)
                .values(withdrawn_at=consent.withdrawn_at)
            )
    await parts.append(connection, given, [consent_values(each) for each in conversation.consents])


async def write_gaps(connection: AsyncConnection, new: Sequence[Gap]) -> None:
    if new:
        await connection.execute(insert_or_ignore(connection, tables.gaps), [gap_values(gap) for gap in new])


async def write_posts(connection: AsyncConnection, new: Sequence[Post], *, at: datetime) -> None:
    if new:
        await connection.execute(insert_or_ignore(connection, outbox), [post_values(post, at=at) for post in new])
