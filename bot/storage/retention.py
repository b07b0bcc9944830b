"""Forgets conversations when their time is up; a lead that stands may be kept longer than mere talk."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import HandoffState

from . import tables


async def forget_before(connection: AsyncConnection, *, conversations: datetime, leads: datetime) -> int:
    table, handoffs = tables.conversations, tables.handoffs
    has_lead = exists().where(
        handoffs.c.conversation_id == table.c.id, handoffs.c.state != HandoffState.WITHDRAWN.value
    )
    is_over = or_(
        and_(~has_lead, table.c.touched_at < conversations),
        and_(has_lead, table.c.touched_at < leads),
    )
    return (await connection.execute(delete(table).where(is_over))).rowcount
