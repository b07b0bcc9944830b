"""Signals between servers over PostgreSQL: LISTEN for changes, advisory locks for whose screen is open."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain import ConversationId, TransientError

from . import engines, faults
from .database import Database

logger = logging.getLogger(__name__)
CHANNEL = "indgang_changed"
RETRY_SECONDS = 1.0
"""Between two tries to listen again; screens look for themselves meanwhile, if less often."""
_ROOM = 20_260_921
"""Keeps our advisory locks apart from other programs' in the same database."""


async def announce(connection: AsyncConnection, conversation_id: ConversationId) -> None:
    """Tell every server, when this transaction is committed and not before."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_notify(CHANNEL, conversation_id)))


class PostgresSignals:
    """Implements Signals with connections of its own: one listens, one holds a lock for every conversation watched.

    PostgreSQL lets go of both when the server dies, so nothing has to be tidied up.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine: AsyncEngine = engines.make(database.url, patience=database.patience).execution_options(
            isolation_level="AUTOCOMMIT"
        )
        self._holding: AsyncConnection | None = None
        self._watched = Counter[ConversationId]()
        self._turn = asyncio.Lock()

    async def changes(self) -> AsyncGenerator[ConversationId | None, None]:
        driver: Any = self._engine.dialect.loaded_dbapi
        while True:
            try:
                async with self._engine.connect() as connection:
                    await connection.execute(text(f"LISTEN {CHANNEL}"))
                    yield None
                    listening: Any = (await connection.get_raw_connection()).driver_connection
                    async for notice in listening.notifies():
                        yield ConversationId(notice.payload)
            except (DBAPIError, PoolTimeout, driver.Error, OSError) as error:
                logger.warning("feed.cut", extra={"reason": type(error).__name__})
            await asyncio.sleep(RETRY_SECONDS)

    async def watched(self, conversation_id: ConversationId) -> None:
        async with self._turn:
            self._watched[conversation_id] += 1
            if self._watched[conversation_id] == 1:
                await self._hold(conversation_id)

    async def left(self, conversation_id: ConversationId) -> None:
        async with self._turn:
            self._watched[conversation_id] -= 1
            if self._watched[conversation_id] > 0:
                return
            del self._watched[conversation_id]
            if self._holding is not None:
                await self._run("SELECT pg_advisory_unlock_shared(:room, hashtext(:id))", conversation_id)

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        held = text(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND classid::int8 = :room"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND objid::int8 = hashtext(:id)::int8 & 4294967295)"
        )
        async with self._database.reading() as connection:
            return bool(await connection.scalar(held, {"room": _ROOM, "id": conversation_id}))

    async def close(self) -> None:
        if self._holding is not None:
            await self._holding.close()
        await self._engine.dispose()

    async def _hold(self, conversation_id: ConversationId) -> None:
        """Take the lock; on a new connection, those that were lost with the old one as well."""
        wanted = [conversation_id]
        if self._holding is None:
            try:
                self._holding = await self._engine.connect()
            except (DBAPIError, PoolTimeout, OSError) as error:
                raise TransientError("the database does not say who watches: try again in a moment") from error
            wanted = list(self._watched)
        for each in wanted:
            await self._run("SELECT pg_advisory_lock_shared(:room, hashtext(:id))", each)

    async def _run(self, statement: str, conversation_id: ConversationId) -> None:
        assert self._holding is not None  # noqa: S101 - both callers have seen to it
        try:
            await self._holding.execute(text(statement), {"room": _ROOM, "id": conversation_id})
        except DBAPIError as error:
            await self._holding.invalidate()
            await self._holding.close()
            self._holding = None
            raise faults.at_work(error, place=self._database.place) from error
