"""What waits to be brought to somebody: made once by its key, taken by one, delivered or put off."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select, update

from bot.domain import ConversationId, Handoff, OperatorNotice, Post, PostKind, Staff
from bot.ports import Clock, Due, Unplaced

from . import placing, sending_order, signals
from .database import Database
from .desk_tables import closed_routes, operator_notices, outbox
from .handoff_rows import staff_from
from .inserting import insert_or_ignore
from .outbox_rows import DELIVERED, DROPPED, WAITING, post_values
from .tables import handoffs


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlOutbox:
    database: Database
    clock: Clock

    async def put(self, posts: Sequence[Post]) -> None:
        if not posts:
            return
        async with self.database.writing() as connection:
            rows = [post_values(post, at=self.clock.now()) for post in posts]
            await connection.execute(insert_or_ignore(connection, outbox), rows)

    async def knows(self, key: str) -> bool:
        async with self.database.reading() as connection:
            return bool(await connection.scalar(select(exists().where(outbox.c.key == key))))

    async def details(self, kind: PostKind) -> list[str]:
        async with self.database.reading() as connection:
            query = select(outbox.c.detail).where(outbox.c.kind == kind.value).order_by(outbox.c.number)
            return list((await connection.scalars(query)).all())

    async def unplaced(self, *, destinations: Collection[str]) -> list[Unplaced]:
        async with self.database.reading() as connection:
            return await placing.unplaced(connection, destinations=destinations)

    async def address(self) -> None:
        async with self.database.reading() as connection:
            if not await connection.scalar(placing.some_unaddressed()):
                return
        async with self.database.writing() as connection:
            await connection.execute(placing.addressing())

    async def due(self, *, now: datetime) -> list[Due]:
        async with self.database.reading() as connection:
            return await sending_order.due(connection, now=now)

    async def take(self, due: Due, *, now: datetime, until: datetime) -> bool:
        is_free = (outbox.c.taken_until.is_(None)) | (outbox.c.taken_until <= now)
        # A row that another server is just taking is passed over, not waited for. SQLite has one writer.
        free = (
            select(outbox.c.number)
            .where(outbox.c.key == due.post.key, outbox.c.attempts == due.attempts, is_free)
            .where(outbox.c.state == (DELIVERED if due.is_update else WAITING))
            .with_for_update(skip_locked=True)
        )
        async with self.database.writing() as connection:
            taken = await connection.execute(
                update(outbox)
                .where(outbox.c.number.in_(free))
                # Until it is known how the attempt ended, it may have arrived.
                .values(attempts=outbox.c.attempts + 1, taken_until=until, may_be_there=True)
            )
            return taken.rowcount == 1

    async def delivered(self, due: Due, *, reference: str, revision: int, at: datetime) -> None:
        async with self.database.writing() as connection:
            done = {"state": DELIVERED, "reference": reference, "revision": revision, "delivered_at": at}
            free = {"attempts": 0, "next_at": None, "taken_until": None, "may_be_there": False, "last_error": ""}
            await connection.execute(update(outbox).where(outbox.c.key == due.post.key).values(**done, **free))
            if due.post.kind is PostKind.LEAD and not due.is_update:
                await placing.mark_delivered(connection, due.post, at=at)
            if due.post.conversation_id is not None:
                await signals.announce(connection, due.post.conversation_id)

    async def postponed(self, due: Due, *, error: str, until: datetime, may_be_there: bool) -> None:
        async with self.database.writing() as connection:
            await connection.execute(
                update(outbox)
                .where(outbox.c.key == due.post.key)
                .values(
                    next_at=until,
                    taken_until=None,
                    last_error=error,
                    # A later attempt that failed plainly does not say how an earlier one ended.
                    may_be_there=may_be_there or due.may_be_there,
                )
            )

    async def dropped(self, due: Due, *, error: str) -> None:
        async with self.database.writing() as connection:
            gone = {"last_error": error, "taken_until": None, "may_be_there": False}
            state = DELIVERED if due.is_update else DROPPED
            # A card that cannot be brought up to date is not tried again until the lead moves once more.
            shown = {"revision": placing.revision_of(due.post)} if due.is_update else {}
            await connection.execute(
                update(outbox).where(outbox.c.key == due.post.key).values(state=state, attempts=0, **gone, **shown)
            )

    async def close_route(self, recipient: str, *, error: str, at: datetime) -> None:
        async with self.database.writing() as connection:
            row = {"recipient": recipient, "error": error, "at": at}
            await connection.execute(insert_or_ignore(connection, closed_routes), [row])
            waits = (outbox.c.recipient == recipient) & (outbox.c.state == WAITING)
            is_lead = outbox.c.kind == PostKind.LEAD.value
            await connection.execute(
                update(outbox).where(waits, is_lead).values(state=DROPPED, last_error=error, taken_until=None)
            )
            free = {"recipient": "", "taken_until": None, "next_at": None, "attempts": 0, "may_be_there": False}
            await connection.execute(update(outbox).where(waits, outbox.c.handoff_id != "").values(**free))

    async def closed_routes(self) -> dict[str, str]:
        async with self.database.reading() as connection:
            query = select(closed_routes).order_by(closed_routes.c.at)
            return {row.recipient: row.error for row in await connection.execute(query)}

    async def open_route(self, recipient: str) -> bool:
        async with self.database.writing() as connection:
            opened = await connection.execute(delete(closed_routes).where(closed_routes.c.recipient == recipient))
            # A lead that never arrived there may be tried there again.
            await connection.execute(
                delete(outbox).where(
                    outbox.c.recipient == recipient,
                    outbox.c.kind == PostKind.LEAD.value,
                    outbox.c.state == DROPPED,
                )
            )
            return opened.rowcount == 1

    async def to_remind(self, *, now: datetime) -> list[Unplaced]:
        async with self.database.reading() as connection:
            return await placing.to_remind(connection, now=now)

    async def reminded(self, handoff: Handoff, *, next_at: datetime | None, posts: Sequence[Post]) -> None:
        async with self.database.writing() as connection:
            moved_on = await connection.execute(
                update(handoffs)
                .where(handoffs.c.id == handoff.id, handoffs.c.revision == handoff.revision)
                .where(handoffs.c.remind_at == handoff.remind_at)
                .values(remind_at=next_at)
            )
            if moved_on.rowcount == 1 and posts:
                rows = [post_values(post, at=self.clock.now()) for post in posts]
                await connection.execute(insert_or_ignore(connection, outbox), rows)

    async def owners(self) -> list[Staff]:
        async with self.database.reading() as connection:
            query = select(handoffs.c.owner).where(placing.stands(), handoffs.c.owner.is_not(None))
            return [staff for row in await connection.execute(query) if (staff := staff_from(row.owner))]

    async def lead_at(self, recipient: str, card: str) -> tuple[ConversationId, str] | None:
        async with self.database.reading() as connection:
            is_it = (outbox.c.recipient == recipient) & (outbox.c.kind == PostKind.LEAD.value)
            begins = outbox.c.reference.startswith(card, autoescape=True)
            found = (await connection.execute(select(outbox).where(is_it, begins))).first()
        return (ConversationId(found.conversation_id), found.handoff_id) if found else None

    async def cards_at(self, conversation_id: ConversationId, handoff_id: str) -> frozenset[str]:
        async with self.database.reading() as connection:
            is_its = (outbox.c.conversation_id == conversation_id) & (outbox.c.handoff_id == handoff_id)
            is_card = (outbox.c.kind == PostKind.LEAD.value) & (outbox.c.state != DROPPED)
            query = select(outbox.c.recipient).where(is_its, is_card)
            return frozenset((await connection.scalars(query)).all())

    async def tell_operator(self, notice: OperatorNotice) -> None:
        async with self.database.writing() as connection:
            row = {"key": notice.key, "text": notice.text, "at": notice.at, "is_dismissed": False}
            await connection.execute(insert_or_ignore(connection, operator_notices), [row])

    async def operator_notices(self) -> list[OperatorNotice]:
        async with self.database.reading() as connection:
            open_ones = select(operator_notices).where(~operator_notices.c.is_dismissed)
            found = await connection.execute(open_ones.order_by(operator_notices.c.at, operator_notices.c.key))
            return [OperatorNotice(key=row.key, text=row.text, at=row.at) for row in found]

    async def dismiss(self, key: str) -> bool:
        async with self.database.writing() as connection:
            is_it = (operator_notices.c.key == key) & ~operator_notices.c.is_dismissed
            done = await connection.execute(update(operator_notices).where(is_it).values(is_dismissed=True))
            return done.rowcount == 1
