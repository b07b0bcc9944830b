"""What may be sent now: for each recipient in order, so that nothing overtakes what still waits there."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import PostKind
from bot.ports import Due

from .desk_tables import outbox
from .outbox_rows import DELIVERED, WAITING, post_from
from .placing import is_open
from .rows import AnyRow
from .tables import handoffs

EACH = 20
"""Posts for one recipient in one tick."""
STUCK = 12
"""Attempts after which one that still fails no longer holds up what comes after it."""
_LOOKED_AT = 5_000


async def due(connection: AsyncConnection, *, now: datetime) -> list[Due]:
    card = outbox.alias("card")
    its_card = and_(
        card.c.conversation_id == outbox.c.conversation_id,
        card.c.handoff_id == outbox.c.handoff_id,
        card.c.recipient == outbox.c.recipient,
        card.c.kind == PostKind.LEAD.value,
        card.c.state == DELIVERED,
    )
    is_stale = and_(
        outbox.c.kind == PostKind.LEAD.value,
        outbox.c.state == DELIVERED,
        outbox.c.revision < handoffs.c.revision,
    )
    query = (
        select(outbox, card.c.reference.label("card"))
        .select_from(
            outbox.outerjoin(card, its_card).outerjoin(
                handoffs,
                and_(handoffs.c.conversation_id == outbox.c.conversation_id, handoffs.c.id == outbox.c.handoff_id),
            )
        )
        .where(or_(outbox.c.state == WAITING, is_stale), outbox.c.recipient != "", is_open(outbox.c.recipient))
        # While an upgrade rolls, what only the newer server knows how to send is left to it.
        .where(outbox.c.kind.in_([kind.value for kind in PostKind]))
        .order_by(outbox.c.recipient, outbox.c.number)
        .limit(_LOOKED_AT)
    )
    rows = list(await connection.execute(query))
    return [due for _, queue in groupby(rows, key=lambda row: row.recipient) for due in _in_order(list(queue), now=now)]


def _in_order(queue: Sequence[AnyRow], *, now: datetime) -> list[Due]:
    return [_due(row) for row, _ in zip(_next_ones(queue, now=now), range(EACH), strict=False)]


def _next_ones(queue: Sequence[AnyRow], *, now: datetime) -> Iterator[AnyRow]:
    for row in queue:
        if row.taken_until is not None and row.taken_until > now:
            return
        if row.next_at is None or row.next_at <= now:
            yield row
        elif row.attempts < STUCK and row.state == WAITING:
            return


def _due(row: AnyRow) -> Due:
    return Due(
        post=post_from(row),
        attempts=row.attempts,
        may_be_there=row.may_be_there,
        card=row.card or "",
        revision=row.revision if row.state == DELIVERED else -1,
    )
