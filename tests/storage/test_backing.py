"""Copies of the database: whole while it is written, private, and put back without losing what stood there."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import ConfigurationError, ConversationId, UnreadableDocument
from bot.storage import Database, SqlConversationStore, back_up, restore
from tests.fakes import FrozenClock

from .samples import conversation, with_lead

pytestmark = pytest.mark.anyio


def url(file: Path) -> str:
    return f"sqlite:///{file}"


async def keep(file: Path, *keys: str) -> None:
    database = Database.open(url(file))
    await database.migrate()
    store = SqlConversationStore(database=database, clock=FrozenClock())
    for key in keys:
        started = replace(conversation(), id=ConversationId(key))
        await store.create(with_lead(started, reference=f"IND-{key}"))
    await database.close()


async def kept(file: Path) -> set[str]:
    database = Database.open(url(file))
    await database.migrate()
    leads = await SqlConversationStore(database=database, clock=FrozenClock()).handoffs()
    await database.close()
    return {handoff.reference for _, handoff in leads}


async def test_a_copy_put_back_holds_what_was_copied(tmp_path: Path) -> None:
    file, copy = tmp_path / "a.db", tmp_path / "backups" / "a.copy"
    await keep(file, "one")
    size = back_up(url(file), copy)
    assert size == copy.stat().st_size
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    await keep(file, "two")
    aside = restore(copy, url(file), replace=True)
    assert aside is not None
    assert await kept(file) == {"IND-one"}
    assert await kept(aside) == {"IND-one", "IND-two"}


async def test_a_copy_taken_while_leads_land_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    await keep(file, "first")
    writing = asyncio.create_task(keep(file, *(f"n{number}" for number in range(40))))
    copies = [tmp_path / f"{number}.copy" for number in range(4)]
    for copy in copies:
        await asyncio.to_thread(back_up, url(file), copy)
    await writing
    for copy in copies:
        with closing(sqlite3.connect(copy)) as held:
            assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert "IND-first" in await kept(copy)


async def test_into_an_empty_place_nothing_is_set_aside(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "one")
    back_up(url(tmp_path / "a.db"), tmp_path / "copy")
    assert restore(tmp_path / "copy", url(tmp_path / "new" / "b.db"), replace=False) is None
    assert await kept(tmp_path / "new" / "b.db") == {"IND-one"}


async def test_what_stands_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    await keep(file, "one")
    back_up(url(file), tmp_path / "copy")
    with pytest.raises(ConfigurationError, match="add --replace"):
        restore(tmp_path / "copy", url(file), replace=False)


async def test_a_database_in_use_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    await keep(file, "one")
    back_up(url(file), tmp_path / "copy")
    with closing(sqlite3.connect(file)) as user:
        user.execute("SELECT count(*) FROM conversations").fetchone()
        with pytest.raises(ConfigurationError, match="stop Indgang first"):
            restore(tmp_path / "copy", url(file), replace=True)
    assert await kept(file) == {"IND-one"}


async def test_a_damaged_database_is_replaced_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    await keep(file, "one")
    back_up(url(file), tmp_path / "copy")
    file.write_bytes(b"not a database at all, but something of some length")
    aside = restore(tmp_path / "copy", url(file), replace=True)
    assert aside is not None
    assert aside.read_bytes().startswith(b"not a database")
    assert await kept(file) == {"IND-one"}


async def test_a_copy_that_is_none_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("hello" * 500, encoding="utf-8")
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as held:
        held.execute("CREATE TABLE recipes (id)")
    for copy, says in ((text, "not a whole"), (foreign, "not a whole copy"), (tmp_path / "none", "there is no")):
        with pytest.raises(UnreadableDocument, match=says):
            restore(copy, url(tmp_path / "a.db"), replace=True)


async def test_a_place_that_cannot_take_a_copy_is_named(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "one")
    with pytest.raises(ConfigurationError, match="there already"):
        back_up(url(tmp_path / "a.db"), tmp_path / "a.db")
    with pytest.raises(ConfigurationError, match="there is no database"):
        back_up(url(tmp_path / "none.db"), tmp_path / "copy")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="cannot write"):
        back_up(url(tmp_path / "a.db"), tmp_path / "file" / "copy")
    with pytest.raises(ConfigurationError, match="pg_dump"):
        back_up("postgresql://indgang@localhost/indgang", tmp_path / "copy")
