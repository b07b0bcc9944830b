"""Conversations, whole: one save is one transaction, and never overwrites a newer version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, select

from bot.domain import Conversation, ConversationId, Gap, Handoff, Post
from bot.ports import Clock

from . import handoffs, loading, placing, retention, saving, signals, tables
from .database import Database
from .rows import gap_from


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlConversationStore:
    database: Database
    clock: Clock

    async def create(self, conversation: Conversation) -> None:
        now = self.clock.now()
        async with self.database.writing() as connection:
            await saving.insert(connection, conversation, at=now)
            await saving.write_parts(connection, conversation, at=now)

    async def get(self, conversation_id: ConversationId) -> Conversation:
        async with self.database.reading() as connection:
            return await loading.load(connection, conversation_id)

    async def save(
        self, conversation: Conversation, *, gaps: Sequence[Gap] = (), posts: Sequence[Post] = ()
    ) -> Conversation:
        now = self.clock.now()
        async with self.database.writing() as connection:
            await saving.advance(connection, conversation, at=now)
            await saving.write_parts(connection, conversation, at=now)
            await saving.write_gaps(connection, gaps)
            await saving.write_posts(connection, posts, at=now)
            await signals.announce(connection, conversation.id)
        return replace(conversation, version=conversation.version + 1)

    async def delete(self, conversation_id: ConversationId) -> None:
        async with self.database.writing() as connection:
            table = tables.conversations
            is_it = table.c.id == conversation_id
            await connection.execute(placing.retracting(select(table.c.id).where(is_it), at=self.clock.now()))
            await connection.execute(delete(table).where(is_it))
            await signals.announce(connection, conversation_id)
        await self.database.wipe_log()

    async def handoffs(self) -> list[tuple[ConversationId, Handoff]]:
        async with self.database.reading() as connection:
            return await handoffs.standing(connection)

    async def by_reference(self, reference: str) -> tuple[ConversationId, Handoff] | None:
        async with self.database.reading() as connection:
            return await handoffs.by_reference(connection, reference)

    async def gaps(self) -> list[Gap]:
        async with self.database.reading() as connection:
            table = tables.gaps
            query = select(table).order_by(table.c.at, table.c.conversation_id, table.c.id)
            return [gap_from(row) for row in await connection.execute(query)]

    async def forget_before(self, *, conversations: datetime, leads: datetime) -> int:
        due = retention.Limits(conversations=conversations, leads=leads, now=self.clock.now())
        forgotten, last = 0, retention.AT_ONCE
        while last == retention.AT_ONCE:
            async with self.database.writing() as connection:
                last = await retention.forget_before(connection, due)
            forgotten += last
        if forgotten:
            await self.database.wipe_log()
        return forgotten
