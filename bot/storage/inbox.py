"""Events from a channel, kept before they are acknowledged."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from bot.domain import Incoming
from bot.ports import Clock

from .database import Database
from .desk_tables import inbox
from .inserting import insert_or_ignore


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlInbox:
    database: Database
    clock: Clock

    async def accept(self, incoming: Incoming) -> bool:
        row = {
            "id": incoming.id,
            "place": incoming.place or None,
            "payload": incoming.payload,
            "received_at": incoming.received_at,
            "error": "",
        }
        async with self.database.writing() as connection:
            stored = insert_or_ignore(connection, inbox).values(row).returning(inbox.c.id)
            return await connection.scalar(stored) is not None

    async def waiting(self, *, limit: int = 100) -> list[Incoming]:
        query = select(inbox).where(inbox.c.settled_at.is_(None)).order_by(inbox.c.received_at, inbox.c.id).limit(limit)
        async with self.database.reading() as connection:
            return [
                Incoming(id=row.id, place=row.place or "", payload=row.payload, received_at=row.received_at)
                for row in await connection.execute(query)
            ]

    async def take(self, event_id: str, *, until: datetime) -> bool:
        waits = (inbox.c.id == event_id) & inbox.c.settled_at.is_(None)
        async with self.database.writing() as connection:
            if self.database.is_sqlite:
                # One server alone: what it left halfway when it died, it takes up at once.
                return bool(await connection.scalar(select(inbox.c.id).where(waits)))
            is_free = inbox.c.taken_until.is_(None) | (inbox.c.taken_until <= self.clock.now())
            free = select(inbox.c.id).where(waits, is_free).with_for_update(skip_locked=True)
            taken = await connection.execute(update(inbox).where(inbox.c.id.in_(free)).values(taken_until=until))
            return taken.rowcount == 1

    async def note(self, event_id: str, payload: dict[str, object]) -> None:
        waits = (inbox.c.id == event_id) & inbox.c.settled_at.is_(None)
        async with self.database.writing() as connection:
            await connection.execute(update(inbox).where(waits).values(payload=payload))

    async def settle(self, event_id: str, *, error: str = "") -> None:
        """What was said goes; that it was heard stays, so that a repeat is known."""
        async with self.database.writing() as connection:
            done: dict[str, object] = {"settled_at": self.clock.now(), "error": error, "payload": {}}
            await connection.execute(update(inbox).where(inbox.c.id == event_id).values(**done))
