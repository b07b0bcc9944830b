"""The numbered rows that hang on a conversation: kept, let go, or added at the end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import ConversationId, NotPossibleNow

from .rows import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The rows of one table that hang on a conversation: their number by id."""

    table: Table
    conversation_id: ConversationId
    numbers: dict[str, int]


async def keep(
    connection: AsyncConnection, table: Table, conversation_id: ConversationId, ids: Collection[str]
) -> Stored:
    """Let go of the rows that are no longer part of the conversation, and say which stay.

    Raises:
        NotPossibleNow: an id stands twice.
    """
    if len(set(ids)) < len(ids):
        raise NotPossibleNow(f"the same id stands twice among the {table.name} of {conversation_id!r}")
    found = await connection.execute(
        select(table.c.id, table.c.number).where(table.c.conversation_id == conversation_id)
    )
    numbers: dict[str, int] = {row.id: row.number for row in found}
    for gone in numbers.keys() - set(ids):
        await connection.execute(delete(table).where(table.c.conversation_id == conversation_id, table.c.id == gone))
        del numbers[gone]
    return Stored(table=table, conversation_id=conversation_id, numbers=numbers)


async def append(connection: AsyncConnection, stored: Stored, rows: Sequence[Values]) -> None:
    """Insert the rows that are not stored yet, numbered on from the last."""
    new = [row for row in rows if row["id"] not in stored.numbers]
    first = max(stored.numbers.values(), default=-1) + 1
    if new:
        numbered = [
            {**row, "conversation_id": stored.conversation_id, "number": number}
            for number, row in enumerate(new, start=first)
        ]
        await connection.execute(insert(stored.table), numbered)
