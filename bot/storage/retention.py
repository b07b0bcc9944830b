"""Forgets conversations when their time is up; a lead that stands may be kept longer than mere talk."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import HandoffState, PostKind

from . import placing, tables, tallies
from .desk_tables import inbox, outbox
from .outbox_rows import WAITING

AT_ONCE = 500
"""Conversations forgotten in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What was last touched before these moments goes."""

    conversations: datetime
    leads: datetime
    now: datetime


async def forget_before(connection: AsyncConnection, limits: Limits) -> int:
    """How many conversations went, `AT_ONCE` at most. What staff were shown of them is to be taken back.

    Of several servers that forget at the same time, each takes what no other has (SKIP LOCKED; SQLite has one writer).
    """
    table, handoffs = tables.conversations, tables.handoffs
    has_lead = exists().where(
        handoffs.c.conversation_id == table.c.id, handoffs.c.state != HandoffState.WITHDRAWN.value
    )
    is_over = or_(
        and_(~has_lead, table.c.touched_at < limits.conversations),
        and_(has_lead, table.c.touched_at < limits.leads),
    )
    free = select(table.c.id).where(is_over).limit(AT_ONCE).with_for_update(skip_locked=True, of=table)
    over = [row.id for row in await connection.execute(free)]
    await tallies.remember(connection, table.c.id.in_(over), now=limits.now)
    await connection.execute(placing.retracting(select(table.c.id).where(table.c.id.in_(over)), at=limits.now))
    # Events heard and posts of no conversation are needed only as long as they may come again.
    await connection.execute(delete(inbox).where(inbox.c.settled_at < limits.conversations))
    # What an editor was told of a card stays known: it is told once. It names cards and days, nothing a visitor said.
    is_done = and_(
        outbox.c.conversation_id.is_(None), outbox.c.state != WAITING, outbox.c.kind != PostKind.UPKEEP.value
    )
    await connection.execute(delete(outbox).where(is_done, outbox.c.created_at < limits.conversations))
    return (await connection.execute(delete(table).where(table.c.id.in_(over)))).rowcount
