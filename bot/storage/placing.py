"""Which leads have no card yet, whom a lead's posts go to, and which leads somebody is to be told about."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Insert,
    ScalarSelect,
    Select,
    Update,
    and_,
    exists,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import ConversationId, HandoffState, Post, PostKind, TriageState
from bot.ports import Unplaced

from .desk_tables import closed_routes, outbox
from .handoff_rows import handoff_from
from .outbox_rows import DELIVERED, DROPPED, WAITING
from .tables import handoffs

_LEAD = PostKind.LEAD.value
_FINAL = [state.value for state in TriageState if state.is_final]


def stands() -> ColumnElement[bool]:
    return and_(handoffs.c.state != HandoffState.WITHDRAWN.value, handoffs.c.triage.not_in(_FINAL))


def is_open(recipient: ColumnElement[str]) -> ColumnElement[bool]:
    return ~exists().where(closed_routes.c.recipient == recipient)


async def unplaced(connection: AsyncConnection, *, destinations: Collection[str]) -> list[Unplaced]:
    has_card = exists().where(
        outbox.c.conversation_id == handoffs.c.conversation_id,
        outbox.c.handoff_id == handoffs.c.id,
        outbox.c.kind == _LEAD,
        outbox.c.state.in_([WAITING, DELIVERED]),
        is_open(outbox.c.recipient),
    )
    query = (
        select(handoffs)
        .where(stands(), ~has_card, handoffs.c.destination_id.in_(list(destinations)))
        .order_by(handoffs.c.created_at, handoffs.c.conversation_id, handoffs.c.number)
        .limit(200)
    )
    rows = list(await connection.execute(query))
    tried = await _tried(connection, [row.id for row in rows])
    return [Unplaced(ConversationId(row.conversation_id), handoff_from(row), frozenset(tried[row.id])) for row in rows]


async def _tried(connection: AsyncConnection, handoff_ids: Collection[str]) -> dict[str, set[str]]:
    """The recipients that would not take a lead."""
    query = select(outbox.c.handoff_id, outbox.c.recipient).where(
        outbox.c.handoff_id.in_(list(handoff_ids)), outbox.c.kind == _LEAD, outbox.c.state == DROPPED
    )
    found = defaultdict[str, set[str]](set)
    for row in await connection.execute(query):
        found[row.handoff_id].add(row.recipient)
    return found


def some_unaddressed() -> Select[tuple[bool]]:
    return select(exists().where(outbox.c.recipient == "", outbox.c.state == WAITING))  # pyright: ignore[reportReturnType] - it reads exists() as no column


def addressing() -> Update:
    """Posts that name no recipient go to where their lead's latest card is; without one they wait."""
    card = outbox.alias("card")
    holder: ScalarSelect[str] = (
        select(card.c.recipient)
        .where(
            card.c.conversation_id == outbox.c.conversation_id,
            card.c.handoff_id == outbox.c.handoff_id,
            card.c.kind == _LEAD,
            card.c.state == DELIVERED,
            is_open(card.c.recipient),
        )
        .order_by(card.c.number.desc())
        .limit(1)
        .correlate(outbox)
        .scalar_subquery()
    )
    # Two servers that address at once would take rows in different orders and wait for each other.
    other = outbox.alias("free")
    free = select(other.c.number).where(other.c.recipient == "", other.c.state == WAITING)
    return (
        update(outbox)
        .where(outbox.c.number.in_(free.with_for_update(skip_locked=True)), holder.is_not(None))
        .values(recipient=holder)
    )


def revision_of(post: Post) -> ScalarSelect[int]:
    return select(handoffs.c.revision).where(handoffs.c.id == post.handoff_id).scalar_subquery()


async def mark_delivered(connection: AsyncConnection, post: Post, *, at: datetime) -> None:
    await connection.execute(
        update(handoffs)
        .where(
            handoffs.c.conversation_id == post.conversation_id,
            handoffs.c.id == post.handoff_id,
            handoffs.c.state == HandoffState.PENDING.value,
        )
        .values(state=HandoffState.DELIVERED.value, delivered_at=at)
    )


async def to_remind(connection: AsyncConnection, *, now: datetime) -> list[Unplaced]:
    query = select(handoffs).where(stands(), handoffs.c.remind_at <= now).order_by(handoffs.c.remind_at).limit(200)
    return [
        Unplaced(ConversationId(row.conversation_id), handoff_from(row), frozenset())
        for row in await connection.execute(query)
    ]


def retracting(conversation_ids: Select[tuple[str]], *, at: datetime) -> Insert:
    """For everything staff were shown of these conversations, a post to take it back: it outlives the conversation."""
    kinds = [PostKind.LEAD.value, PostKind.RELAY.value, PostKind.REMINDER.value]
    was_posted = and_(
        outbox.c.conversation_id.in_(conversation_ids),
        outbox.c.state == DELIVERED,
        outbox.c.kind.in_(kinds),
        outbox.c.reference != "",
    )
    values = {
        "key": literal("retract:") + outbox.c.key,
        "kind": literal(PostKind.RETRACT.value),
        "recipient": outbox.c.recipient,
        "handoff_id": literal(""),
        "detail": outbox.c.reference,
        "state": literal(WAITING),
        "attempts": literal(0),
        "may_be_there": literal(value=False),
        "last_error": literal(""),
        "reference": literal(""),
        "revision": literal(-1),
        "created_at": literal(at, outbox.c.created_at.type),
    }
    return insert(outbox).from_select(list(values), select(*values.values()).where(was_posted))
