"""Copies a SQLite database while it is in use, and puts a copy in its place. The index is rebuilt, never copied."""

import contextlib
import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL

from bot.domain import ConfigurationError, UnreadableDocument

from . import engines

PAGES_AT_ONCE = 256
_SIDE_FILES = ("-wal", "-shm")


def back_up(url: str, copy: Path) -> int:
    """Write a consistent copy of the database to a new file, readable by its owner only. Returns its bytes.

    Raises:
        ConfigurationError: the database is not SQLite, is not there, or the copy cannot be written.
    """
    file = _file(engines.parse(url), tool="pg_dump")
    if not file.is_file():
        raise ConfigurationError(f"there is no database {file} to back up; check INDGANG_DATA_DIR")
    if copy.exists():
        raise ConfigurationError(f"{copy} is there already; name a new file")
    _copy(file, copy)
    return copy.stat().st_size


def restore(copy: Path, url: str, *, replace: bool) -> Path | None:
    """Put a copy in the database's place. Returns where the database that stood there went, if one did.

    Raises:
        UnreadableDocument: the copy is not a whole SQLite database.
        ConfigurationError: a database stands there and `replace` is not given, or a program has it open.
    """
    file = _file(engines.parse(url), tool="pg_restore")
    _check(copy)
    aside = file.with_name(f"{file.name}.before-restore")
    stands = file.exists() and file.stat().st_size > 0
    if stands and not replace:
        raise ConfigurationError(f"{file} stands there already; to put the copy in its place, add --replace")
    if stands:
        _take_out(file)
        file.replace(aside)
    for side in _SIDE_FILES:
        file.with_name(f"{file.name}{side}").unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.unlink(missing_ok=True)
    _copy(copy, file)
    return aside if stands else None


def _file(url: URL, *, tool: str) -> Path:
    if url.get_backend_name() != "sqlite" or not url.database:
        raise ConfigurationError(f"this command copies SQLite; for PostgreSQL use {tool}, as docs/runbook.md shows")
    return Path(url.database)


def _copy(file: Path, copy: Path) -> None:
    part = copy.with_name(f"{copy.name}.part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(_open(file)) as source, contextlib.closing(sqlite3.connect(part)) as target:
            source.backup(target, pages=PAGES_AT_ONCE)
            # A copy stands alone: no write-ahead log beside it that could be forgotten.
            target.execute("PRAGMA journal_mode=DELETE")
        _check(part)
        part.replace(copy)
    except OSError as error:
        raise ConfigurationError(f"cannot write {copy}: {error.strerror}; name another file") from error
    except sqlite3.Error as error:
        raise ConfigurationError(f"cannot copy {file}: {error}; try again, and run `indgang doctor`") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _check(file: Path) -> None:
    if not file.is_file():
        raise UnreadableDocument(f"there is no {file}")
    try:
        with contextlib.closing(_open(file)) as held:
            [found] = held.execute("PRAGMA integrity_check(1)").fetchone()
            is_ours = held.execute("SELECT 1 FROM sqlite_master WHERE name = 'conversations'").fetchone()
    except sqlite3.DatabaseError as error:
        raise UnreadableDocument(f"{file} is not a whole SQLite database: {error}") from error
    if found != "ok" or not is_ours:
        raise UnreadableDocument(f"{file} is not a whole copy of this program's database; take an earlier one")


def _take_out(file: Path) -> None:
    """Fold the log into the file, which fails while another program works with it."""
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=0.5, isolation_level=None)) as held:
            held.execute("PRAGMA locking_mode=EXCLUSIVE")
            held.execute("BEGIN EXCLUSIVE")
            held.execute("COMMIT")
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        raise ConfigurationError(f"a program has {file} open; stop Indgang first, then restore") from error
    except sqlite3.DatabaseError:
        # Damaged: that may be why it is being replaced.
        return


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
