"""Shuts every link to a lead that was made until now."""

from dataclasses import dataclass

from sqlalchemy import select, update

from bot.domain import UnknownLink
from bot.ports import Clock

from .database import Database
from .tables import conversations, handoffs


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlLinks:
    database: Database
    clock: Clock

    async def revoke(self, reference: str) -> None:
        """The conversation moves on, so that a deed under way can't write the old moment back. Raises UnknownLink."""
        async with self.database.writing() as connection:
            is_it = handoffs.c.reference == reference
            owner = await connection.scalar(select(handoffs.c.conversation_id).where(is_it))
            if owner is None:
                raise UnknownLink(f"no lead {reference}; `indgang leads` lists them")
            await connection.execute(update(handoffs).where(is_it).values(links_since=self.clock.now()))
            moved = conversations.c.version + 1
            await connection.execute(update(conversations).where(conversations.c.id == owner).values(version=moved))
