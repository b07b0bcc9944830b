"""`indgang serve`: answers over HTTP, looks at the store on its own, and stops when asked."""

import asyncio
import json
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain import UnknownConversation
from bot.settings import Settings
from bot.storage import SqlConversationStore
from bot.wiring import open_database
from tests.fakes import FrozenClock
from tests.storage.samples import conversation

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
LONG_AGO = FrozenClock(moment=datetime(2020, 1, 1, tzinfo=UTC))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


async def get(port: int, path: str) -> str:
    """The body, waiting until the server is there."""
    for _ in range(300):
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
