"""SQLite as a store one can trust: what is acknowledged is on disk, and what is deleted is gone."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain import ConfigurationError

BEGIN_WITH = "begin_with"
CACHE_KIB = 512
READ, WRITE, NO_TRANSACTION = "BEGIN", "BEGIN IMMEDIATE", ""


def prepare_file(url: URL) -> None:
    """Create the database file, empty, and the folder it lives in, where they are missing.

    Raises:
        ConfigurationError: no file is named, or it cannot be made or written.
    """
    if not url.database or ":memory:" in url.database:
        raise ConfigurationError("the database must be a file: name one, as in sqlite:///state/indgang.db")
    file = Path(url.database)
    try:
        # Leads are personal: a folder we make is ours alone.
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Tried here, where an error names its cause; the driver would only say "unable to open".
        file.open("ab").close()
    except OSError as error:
        raise ConfigurationError(
            f"the database {file} cannot be written ({error.strerror}): name a place where this account may write"
        ) from error


def configure(engine: AsyncEngine, *, patience: timedelta, keeps_foreign_keys: bool) -> None:
    """Set every connection up, and take over when a transaction begins."""
    pragmas = (
        f"busy_timeout={int(patience.total_seconds() * 1000)}",
        # FULL: an acknowledged lead survives a power cut, not only a crash.
        "synchronous=FULL",
        "secure_delete=ON",
        "temp_store=MEMORY",
        # KiB for each connection; the system keeps the file's pages as well, for all of them together.
        f"cache_size=-{CACHE_KIB}",
        f"foreign_keys={'ON' if keeps_foreign_keys else 'OFF'}",
    )

    def set_up(connection: Any, _record: Any) -> None:
        try:
            for pragma in pragmas:
                _set(connection, pragma)
            _write_ahead(connection, patience=patience)
        except sqlite3.Error:
            # The pool has not taken it over yet, so nobody else would close it.
            connection.close()
            raise

    event.listen(engine.sync_engine, "connect", set_up)
    event.listen(engine.sync_engine, "begin", _begin)


def _write_ahead(connection: Any, *, patience: timedelta) -> None:
    # The switch to WAL ignores busy_timeout: of two processes that start on a new file, one is refused at once.
    gives_up_at = monotonic() + patience.total_seconds()
    while True:
        try:
            return _set(connection, "journal_mode=WAL")
        except sqlite3.OperationalError:
            if monotonic() > gives_up_at:
                raise
            connection.run_async(_pause)


async def _pause(_driver_connection: Any) -> None:
    await asyncio.sleep(0.02)


def _set(connection: Any, pragma: str) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A write takes its lock at once: one that began as a read could be refused halfway, whatever its patience.
    statement = connection.get_execution_options().get(BEGIN_WITH, READ)
    if statement:
        connection.exec_driver_sql(statement)
