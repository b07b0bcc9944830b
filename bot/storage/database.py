"""One door to the database: opened from a URL, brought up to date at start, closed at the end."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain import ConfigurationError, TransientError

from . import engines, faults, sqlite
from .migrations import upgrade
from .redacting import personal_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Gives out connections, each in a transaction of its own. Make one with `Database.open`."""

    url: URL
    engine: AsyncEngine
    patience: timedelta
    # SQLite lets those who wait for its one writer poll and sleep, so that one of them may wait for seconds.
    _turns: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, url: str, *, patience: timedelta = timedelta(seconds=5)) -> Self:
        """Open `sqlite:///path/to/file.db` or `postgresql://…`; its tables wait for `migrate`.

        Raises:
            ConfigurationError: the URL is not one, or the file cannot be written.
        """
        parsed = engines.parse(url)
        if parsed.get_backend_name() == "sqlite":
            sqlite.prepare_file(parsed)
        return cls(url=parsed, engine=engines.make(parsed, patience=patience), patience=patience)

    async def migrate(self) -> None:
        """Bring the tables up to date, all or nothing.

        Raises:
            ConfigurationError: the store is locked, damaged, unwritable or newer than this program.
        """
        # Rebuilding a table on SQLite drops it first; with foreign keys on, that would drop what hangs on it too.
        engine = engines.make(self.url, patience=self.patience, keeps_foreign_keys=False)
        try:
            async with engine.execution_options(**{sqlite.BEGIN_WITH: sqlite.WRITE}).begin() as connection:
                await self._take(connection)
                await connection.run_sync(upgrade)
        except DBAPIError as error:
            raise faults.at_start(error, place=self.place) from error
        finally:
            await engine.dispose()

    async def _take(self, connection: AsyncConnection) -> None:
        if not self.is_sqlite:
            # Of two that start at once, the second waits and finds nothing left to do.
            await connection.execute(text("SELECT pg_advisory_xact_lock(20260901)"))
        elif await connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
            raise ConfigurationError(f"the database {self.place} is damaged: put the latest backup in its place")

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection, None]:
        async with self._transaction(sqlite.READ) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection, None]:
        """One transaction: it is on disk when the block ends, and undone if the block raises.

        On SQLite writers of one process take turns, first come first served.

        Raises:
            TransientError: the store was held by others for longer than our patience.
        """
        async with self._turn(), self._transaction(sqlite.WRITE) as connection:
            yield connection

    @asynccontextmanager
    async def _turn(self) -> AsyncGenerator[None, None]:
        if not self.is_sqlite:
            yield
            return
        try:
            async with asyncio.timeout(self.patience.total_seconds()):
                await self._turns.acquire()
        except TimeoutError as error:
            raise faults.busy(place=self.place) from error
        try:
            yield
        finally:
            self._turns.release()

    async def wipe_log(self) -> None:
        """Empty SQLite's write-ahead log, where deleted words would otherwise linger until it is next reused."""
        if self.is_sqlite:
            async with self._transaction(sqlite.NO_TRANSACTION) as connection:
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def compact(self) -> None:
        """Write the tables about people anew, so that nothing deleted lingers in a free page or in SQLite's log.

        Raises:
            TransientError: another program reads the store just now, so that its log cannot be emptied yet.
        """
        if not self.is_sqlite:
            names = ", ".join(table.name for table in personal_tables())
            engine = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            async with engine.connect() as connection:
                await connection.execute(text(f"VACUUM (FULL, ANALYZE) {names}"))
            return
        async with self._transaction(sqlite.NO_TRANSACTION) as connection:
            await connection.execute(text("VACUUM"))
            row = (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()
        if row[0]:
            raise TransientError(
                "the database is being read: stop Indgang, or run this again, so that its log is emptied"
            )

    async def close(self) -> None:
        await self.engine.dispose()

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        return self.url.database or "" if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @asynccontextmanager
    async def _transaction(self, begin_with: str) -> AsyncGenerator[AsyncConnection, None]:
        try:
            async with self.engine.execution_options(**{sqlite.BEGIN_WITH: begin_with}).begin() as connection:
                yield connection
        except (DBAPIError, PoolTimeout) as error:
            raise faults.at_work(error, place=self.place) from error
