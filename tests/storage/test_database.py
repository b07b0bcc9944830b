"""The door to the database: it opens, or says what to do."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, insert, text
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.domain import ConfigurationError, NotPossibleNow, TransientError
from bot.storage import Database, SqlConversationStore, handoff_rows, tables
from bot.storage.engines import CONNECTIONS
from bot.storage.schema import metadata
from tests.fakes import FrozenClock

from .samples import MORNING, conversation, gap, handoff, message, with_lead

pytestmark = pytest.mark.anyio
ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
POSTGRESQL = PGDialect()  # type: ignore[no-untyped-call]
SOON = timedelta(milliseconds=50)


def _differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


class TestStarting:
    async def test_the_migrations_build_the_tables_we_use(self, database: Database) -> None:
        async with database.reading() as connection:
            assert await connection.run_sync(_differences) == []

    async def test_starting_again_changes_nothing(self, database: Database, clock: FrozenClock) -> None:
        store = SqlConversationStore(database=database, clock=clock)
        await store.create(conversation())
        await database.migrate()
        assert await store.get(conversation().id) == conversation()

    async def test_all_that_start_at_once_succeed(self, url: str) -> None:
        started = [Database.open(url) for _ in range(4)]
        await asyncio.gather(*(database.migrate() for database in started))
        for database in started:
            await database.close()

    @ON_SQLITE
    async def test_an_acknowledged_write_survives_a_power_cut(self, database: Database) -> None:
        async with database.reading() as connection:
            found = [
                await connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            ]
        assert found == ["wal", 2, 1, 1]


class TestWriting:
    @ON_SQLITE
    async def test_writers_of_one_process_come_in_the_order_they_asked(self, database: Database) -> None:
        came = list[int]()

        async def write(number: int) -> None:
            async with database.writing():
                await asyncio.sleep(0.01)
                came.append(number)

        await asyncio.gather(*(write(number) for number in range(20)))
        assert came == [*range(20)]

    @ON_SQLITE
    async def test_one_who_fails_or_leaves_lets_the_next_in(self, database: Database) -> None:
        with pytest.raises(LookupError):
            async with database.writing():
                raise LookupError
        first = asyncio.create_task(self._hold(database))
        await asyncio.sleep(0.05)
        first.cancel()
        async with asyncio.timeout(2), database.writing() as connection:
            assert await connection.scalar(text("SELECT 1")) == 1

    async def _hold(self, database: Database) -> None:
        async with database.writing():
            await asyncio.sleep(60)


class TestWhatToDo:
    @ON_SQLITE
    async def test_a_locked_store(self, url: str, tmp_path: Path) -> None:
        impatient = Database.open(url, patience=SOON)
        await impatient.migrate()
        with closing(sqlite3.connect(tmp_path / "state/indgang.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(ConfigurationError, match="held by another process: stop that process"):
                await impatient.migrate()
            with pytest.raises(TransientError, match="try again"):
                await SqlConversationStore(database=impatient, clock=FrozenClock()).create(conversation())
            other.execute("ROLLBACK")
        await SqlConversationStore(database=impatient, clock=FrozenClock()).create(conversation())
        await impatient.close()

    @ON_SQLITE
    async def test_a_store_its_own_process_writes_for_too_long(self, url: str) -> None:
        impatient = Database.open(url, patience=SOON)
        await impatient.migrate()
        async with impatient.writing():
            with pytest.raises(TransientError, match="try again"):
                await SqlConversationStore(database=impatient, clock=FrozenClock()).create(conversation())
        await SqlConversationStore(database=impatient, clock=FrozenClock()).create(conversation())
        await impatient.close()

    @ON_SQLITE
    async def test_a_damaged_store(self, url: str, tmp_path: Path) -> None:
        (tmp_path / "state").mkdir()
        (tmp_path / "state/indgang.db").write_bytes(b"not a database at all" * 500)
        await self._refuses(url, "is damaged: put the latest backup")

    @ON_SQLITE
    async def test_a_store_damaged_inside(self, url: str, tmp_path: Path) -> None:
        database = Database.open(url)
        await database.migrate()
        await database.close()
        path = tmp_path / "state/indgang.db"
        whole = path.read_bytes()
        path.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
        await self._refuses(url, "is damaged: put the latest backup")

    async def test_a_store_from_a_newer_indgang(self, database: Database, url: str) -> None:
        async with database.writing() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await self._refuses(url, "newer Indgang")

    async def _refuses(self, url: str, words: str) -> None:
        database = Database.open(url)
        with pytest.raises(ConfigurationError, match=words):
            await database.migrate()
        await database.close()

    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("nonsense", "cannot be read"),
            ("sqlite://", "must be a file"),
            ("sqlite:///:memory:", "must be a file"),
            ("oddbase://host/name", "no driver"),
        ],
    )
    def test_a_url_that_names_no_store(self, url: str, words: str) -> None:
        with pytest.raises(ConfigurationError, match=words):
            Database.open(url)

    def test_a_file_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "file").touch()
        for place in ("folder", "file/state/indgang.db"):
            with pytest.raises(ConfigurationError, match="name a place where this account may write"):
                Database.open(f"sqlite:///{tmp_path}/{place}")

    async def test_no_words_of_a_visitor_in_an_error(self, database: Database, clock: FrozenClock) -> None:
        store = SqlConversationStore(database=database, clock=clock)
        await store.create(with_lead(conversation("c1")))
        with pytest.raises(NotPossibleNow) as caught:
            await store.create(with_lead(conversation("c2").says(message("m1", "hemmeligt"))))
        assert "hemmeligt" not in f"{caught.value} {caught.value.__cause__}"


class TestTheRulesInTheDatabase:
    async def test_a_handoff_row_needs_a_consent_row_for_its_destination(
        self, database: Database, clock: FrozenClock
    ) -> None:
        await SqlConversationStore(database=database, clock=clock).create(with_lead(conversation()))
        forged: dict[str, Any] = {
            "conversation_id": "c1",
            "id": "forged",
            "number": 9,
            "reference": "IND-9",
            "destination_id": "syd-sdsi",
            "consent_id": "yes:nord-lsca",
            "lead": {},
            "route": {},
            **handoff_rows.triage_values(handoff()),
            "state": "pending",
            "created_at": MORNING,
        }
        for missing in ({}, {"consent_id": "none"}, {"consent_id": None}):
            with pytest.raises(NotPossibleNow):
                async with database.writing() as connection:
                    await connection.execute(insert(tables.handoffs), forged | missing)

    async def test_a_consent_cannot_go_before_its_handoff(self, database: Database, clock: FrozenClock) -> None:
        await SqlConversationStore(database=database, clock=clock).create(with_lead(conversation()))
        with pytest.raises(NotPossibleNow):
            async with database.writing() as connection:
                await connection.execute(tables.consents.delete())

    async def test_a_moment_without_a_zone_is_refused(self, database: Database) -> None:
        store = SqlConversationStore(database=database, clock=FrozenClock(moment=datetime(2026, 9, 1)))  # noqa: DTZ001
        with pytest.raises(StatementError, match="needs a time zone"):
            await store.create(conversation())


class TestPostgreSQL:
    async def test_every_statement_can_be_said_to_it(self, database: Database, clock: FrozenClock) -> None:
        said: list[str] = []

        def translate(_connection: Connection, statement: Any, *_: Any) -> None:
            if not hasattr(statement, "_post_values_clause") or statement._post_values_clause is None:
                said.append(str(statement.compile(dialect=POSTGRESQL)))

        event.listen(database.engine.sync_engine, "before_execute", translate)
        store = SqlConversationStore(database=database, clock=clock)
        await store.create(conversation())
        saved = await store.save(with_lead(conversation()).says(message("m1")), gaps=[gap()])
        await store.save(saved)
        await store.handoffs()
        await store.by_reference("IND-1")
        await store.forget_before(conversations=MORNING, leads=MORNING)
        await store.delete(saved.id)
        assert len(said) > 20

    def test_the_tables_can_be_made_in_it(self) -> None:
        for table in metadata.sorted_tables:
            assert "TIMESTAMP WITHOUT" not in str(CreateTable(table).compile(dialect=POSTGRESQL))
        [standing] = [index for index in tables.handoffs.indexes if index.name == "uq_handoffs_standing"]
        assert "WHERE state <> 'withdrawn' AND triage <> 'closed'" in str(
            CreateIndex(standing).compile(dialect=POSTGRESQL)
        )


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_connections_to_a_file_are_kept_and_not_opened_anew_for_every_rush(database: Database) -> None:
    opened = list[object]()

    def note(connection: object, _: object) -> None:
        opened.append(connection)

    event.listen(database.engine.sync_engine, "connect", note)

    async def look() -> None:
        async with database.reading() as connection:
            await connection.execute(text("SELECT 1"))
            await asyncio.sleep(0.02)

    for _ in range(3):
        await asyncio.gather(*(look() for _ in range(2 * CONNECTIONS)))
    assert 0 < len(opened) <= CONNECTIONS
