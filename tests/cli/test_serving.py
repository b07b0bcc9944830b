"""`indgang serve`: answers over HTTP, looks at the store on its own, and stops when asked."""

import asyncio
import json
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.domain import ConfigurationError, ConversationId, UnknownConversation
from bot.settings import Settings
from bot.storage import SqlConversationStore
from bot.wiring import open_database
from tests.fakes import FrozenClock
from tests.serving import free_port
from tests.storage.samples import conversation

from .conftest import Indgang

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
LONG_AGO = FrozenClock(moment=datetime(2020, 1, 1, tzinfo=UTC))


async def get(port: int, path: str) -> str:
    """The body, waiting until the server is there."""
    for _ in range(900):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer.decode().partition("\r\n\r\n")[2]
    pytest.fail("the server never opened")


async def post(port: int, path: str, body: object, *, token: str = "") -> dict[str, Any]:
    """The parsed answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    raw = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
    allowed = f"Authorization: Bearer {token}\r\nContent-Length: {len(raw)}\r\n\r\n"
    writer.write((head + allowed).encode() + raw)
    answer: dict[str, Any] = json.loads((await reader.read()).partition(b"\r\n\r\n")[2])
    writer.close()
    return answer


async def is_forgotten(store: SqlConversationStore) -> bool:
    for _ in range(100):
        try:
            await store.get(conversation().id)
        except UnknownConversation:
            return True
        await asyncio.sleep(0.05)
    return False


async def test_the_page_is_served_and_what_is_due_is_forgotten_until_the_server_is_stopped(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDGANG_RECONCILE_SECONDS", "0.1")
    monkeypatch.setenv("INDGANG_CONVERSATION_DAYS", "12")
    port = free_port()
    async with open_database(settings) as database:
        store = SqlConversationStore(database=database, clock=LONG_AGO)
        await store.create(conversation())
        server = await asyncio.create_subprocess_exec(
            str(Path(sys.executable).with_name("indgang")),
            *("serve", "--port", str(port), "--demo-site"),
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            assert json.loads(await get(port, "/healthz")) == {"status": "ok"}
            assert json.loads(await get(port, "/api/v1/welcome"))["retention_days"] == 12
            assert json.loads(await get(port, "/api/v1/welcome"))["takes_feedback"] is True
            assert 'data-site="demo"' in await get(port + 1, "/")
            assert await is_forgotten(store)
        finally:
            server.send_signal(signal.SIGINT)
            _, told = await asyncio.wait_for(server.communicate(), timeout=20)
    assert f"open on http://127.0.0.1:{port}/" in told.decode()
    assert f"demo pages are on http://127.0.0.1:{port + 1}/" in told.decode()
    assert "retention.forgot" in told.decode()
    assert "Traceback" not in told.decode()


async def test_a_server_told_to_stop_ends_its_streams_in_order_and_keeps_what_was_said(settings: Settings) -> None:
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("indgang")), *("serve", "--port", str(port)), stderr=asyncio.subprocess.PIPE
    )
    try:
        await get(port, "/healthz")
        opened = await post(port, "/api/v1/conversations", {"language": "da"})
        path = f"/api/v1/conversations/{opened['id']}"
        streams = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
        for reader, writer in streams:
            head = f"GET {path}/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {opened['token']}\r\n\r\n"
            writer.write(head.encode())
            await reader.readuntil(b"event: state")
        asked = post(port, f"{path}/messages", {"id": str(uuid4()), "text": "Hej med jer"}, token=opened["token"])
        asking = asyncio.create_task(asked)
        heard = [await reader.readuntil(b"Hej med jer") for reader, _ in streams]
        server.send_signal(signal.SIGTERM)
        told = await asyncio.wait_for(asking, timeout=15)
        ends = [await asyncio.wait_for(reader.read(), timeout=15) for reader, _ in streams]
        for _, writer in streams:
            writer.close()
        _, log = await asyncio.wait_for(server.communicate(), timeout=15)
    finally:
        if server.returncode is None:
            server.kill()
    assert len(heard) == 5
    # The last, empty piece: the answer is whole, not torn off.
    assert [end.endswith(b"0\r\n\r\n") for end in ends] == [True] * 5
    assert [each["author"] for each in told["messages"]][:1] == ["visitor"]
    assert "Traceback" not in log.decode()
    async with open_database(settings) as database:
        kept = await SqlConversationStore(database=database, clock=LONG_AGO).get(ConversationId(opened["id"]))
    assert [said.id for said in kept.transcript][-len(told["messages"]) :] == [each["id"] for each in told["messages"]]


def test_a_locked_or_damaged_store_is_told_in_words(settings: Settings, indgang: Indgang) -> None:
    settings.data_dir.mkdir()
    file = settings.data_dir / "indgang.db"
    file.write_bytes(b"not a database at all" * 500)
    told = indgang("serve").exception
    assert isinstance(told, ConfigurationError)
    assert "is damaged: put the latest backup in its place" in str(told)
    file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE x (y)")
        other.execute("BEGIN EXCLUSIVE")
        told = indgang("serve").exception
    assert isinstance(told, ConfigurationError)
    assert "is held by another process: stop that process" in str(told)
