"""What was acknowledged is there after a kill -9; what was deleted is nowhere."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import ConversationId
from bot.storage import Database, SqlConversationStore
from tests.fakes import FrozenClock

from .samples import SDSI, conversation, gap, handoff, message, with_lead

pytestmark = pytest.mark.anyio
ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
ROOT = Path(__file__).parents[2]
MARKER = "hemmelig-robotarm"


def acknowledged_in_ten_lives(url: str, *, chance: random.Random) -> list[str]:
    """The leads that were acknowledged by processes killed one after another."""
    command = [sys.executable, "-m", "tests.storage.appender", url]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        heard: list[str] = []
        for life in range(10):
            process.stdin.write(f"life{life}\n")
            process.stdin.flush()
            pid = int(process.stdout.readline())
            heard.append(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.2))
            os.kill(pid, signal.SIGKILL)
            heard += [line.strip() for line in iter(process.stdout.readline, "dead\n")]
        process.stdin.close()
    return heard


@pytest.mark.slow
async def test_kill_9_loses_nothing_that_was_acknowledged(url: str, tmp_path: Path) -> None:
    acknowledged = acknowledged_in_ten_lives(url, chance=random.Random())  # noqa: S311
    database = Database.open(url)
    await database.migrate()
    store = SqlConversationStore(database=database, clock=FrozenClock())
    standing = [each.reference for _, each in await store.handoffs()]
    assert len(acknowledged) >= 10
    assert set(acknowledged) <= set(standing)
    assert len(standing) == len(set(standing))
    assert {each.id for each in await store.gaps()} == {"g1"}
    for key in acknowledged:
        stored = await store.get(ConversationId(key))
        assert [said.id for said in stored.transcript] == ["m1", "m2"]
        assert [each.reference for each in stored.handoffs] == [key]
    # A kill may fall between the commit and the word of it, once in each life.
    assert len(standing) - len(acknowledged) <= 10
    await database.close()
    if not database.is_sqlite:
        return
    with closing(sqlite3.connect(tmp_path / "state/indgang.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.fixture
async def full(url: str) -> Database:
    """A store in which one conversation with the marker grew among many without it."""
    database = Database.open(url)
    await database.migrate()
    store = SqlConversationStore(database=database, clock=FrozenClock())
    await store.create(conversation("marked"))
    for number in range(30):
        marked = await store.get(ConversationId("marked"))
        if number == 20:
            lead = with_lead(marked, reference="IND-1")
            marked = with_lead(lead, SDSI, reference=f"{MARKER}-reference")
            marked = await store.save(marked)
        inquiry = handoff(words=f"{MARKER} {number} " * number).lead.inquiry
        said = marked.says(message(f"m{number}", f"{MARKER} {number} " * 10 * number))
        await store.save(replace(said, inquiry=inquiry), gaps=[gap("marked", f"{MARKER}-{number}")])
        other = conversation(f"other{number}").says(message("m1", "noget andet " * 7 * number))
        await store.create(with_lead(other, reference=f"other-{number}"))
    return database


@ON_SQLITE
async def test_deletion_leaves_no_byte(full: Database, tmp_path: Path) -> None:
    store = SqlConversationStore(database=full, clock=FrozenClock())
    assert MARKER.encode() in bytes_on_disk(tmp_path / "state")
    await store.delete(ConversationId("marked"))
    assert MARKER.encode() not in bytes_on_disk(tmp_path / "state")
    await full.close()
    assert MARKER.encode() not in bytes_on_disk(tmp_path / "state")
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["indgang.db"]


@ON_SQLITE
async def test_retention_leaves_no_byte(full: Database, tmp_path: Path) -> None:
    clock = FrozenClock()
    store = SqlConversationStore(database=full, clock=clock)
    end = clock.now().replace(year=2030)
    assert await store.forget_before(conversations=end, leads=end) == 31
    assert MARKER.encode() not in bytes_on_disk(tmp_path / "state")
    await full.close()
