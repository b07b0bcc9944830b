"""`indgang serve` as processes of their own, and what a visitor's browser would ask of them."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

HERE = "127.0.0.1"


def free_port() -> int:
    with socket.create_server((HERE, 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@dataclass(slots=True)
class Served:
    """One server."""

    port: int
    process: asyncio.subprocess.Process

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()


@asynccontextmanager
async def served(environment: Mapping[str, str]) -> AsyncGenerator[Served]:
    """A server that answers /readyz, until the block ends."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("indgang")),
        *("serve", "--port", str(port)),
        env={**os.environ, **environment},  # noqa: TID251 - what the test's own process was given
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(120):
            while not await _is_ready(port):  # noqa: ASYNC110 - another process tells
                await asyncio.sleep(0.1)
        yield Served(port, process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _is_ready(port: int) -> bool:
    try:
        status, _ = await ask(port, "GET", "/readyz")
    except OSError:
        return False
    return status == 200


async def ask(
    port: int, method: str, path: str, body: object = None, *, token: str = "", address: str = ""
) -> tuple[int, Any]:
    """Status and JSON. `address` is where a proxy would say that the visitor comes from."""
    reader, writer = await _send(port, method, path, body, headers=_headers(token, address))
    answer = (await reader.read()).decode()
    writer.close()
    head, _, text = answer.partition("\r\n\r\n")
    return int(head.split()[1]), json.loads(text) if text.startswith(("{", "[")) else text


def _headers(token: str, address: str) -> dict[str, str]:
    given = {"Authorization": f"Bearer {token}" if token else "", "X-Forwarded-For": address}
    return {name: value for name, value in given.items() if value}


async def _send(
    port: int, method: str, path: str, body: object, *, headers: Mapping[str, str]
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection(HERE, port)
    content = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(content)}", *(f"{name}: {value}" for name, value in headers.items())]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
    await writer.drain()
    return reader, writer


@dataclass(slots=True)
class Asker:
    """One visitor, whose page may talk to any server."""

    id: str
    token: str
    address: str

    @classmethod
    async def arrives(cls, port: int, *, language: str = "en", address: str = "") -> "Asker":
        _, opened = await ask(port, "POST", "/api/v1/conversations", {"language": language}, address=address)
        return cls(opened["id"], opened["token"], address)

    async def says(self, port: int, text: str, *, id_: str = "") -> tuple[int, Any]:
        body = {"id": id_ or str(uuid4()), "text": text}
        path = f"/api/v1/conversations/{self.id}/messages"
        return await ask(port, "POST", path, body, token=self.token, address=self.address)

    async def events(self, port: int, *, after: str = "") -> AsyncIterator[tuple[str, str, Any]]:
        """(event, id, data) as they come, until the connection ends; `after` is the browser's Last-Event-ID."""
        headers = _headers(self.token, self.address) | ({"Last-Event-ID": after} if after else {})
        path = f"/api/v1/conversations/{self.id}/events"
        reader, writer = await _send(port, "GET", path, None, headers=headers)
        try:
            event: dict[str, str] = {}
            while line := await reader.readline():
                name, colon, value = line.decode().rstrip("\r\n").partition(": ")
                if colon and name in {"event", "id", "data"}:
                    event[name] = value
                elif not name and "event" in event:
                    yield event["event"], event.get("id", ""), json.loads(event.get("data", "null"))
                    event = {}
        except ConnectionError:
            return
        finally:
            writer.close()
