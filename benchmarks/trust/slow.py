"""Callers who are slow on purpose: headers by the byte, bodies by the byte, streams nobody reads."""

import asyncio
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from tests.trust.world import API

EVERY = 0.5
"""Seconds between two bytes."""


@dataclass(slots=True)
class Slow:
    """`ended` counts how each was let go; `lasted` is the longest, in seconds, anybody was waited for."""

    port: int
    over: asyncio.Event
    ended: Counter[str] = field(default_factory=Counter[str])
    lasted: float = 0

    async def heads(self) -> None:
        await self._trickles("heads", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")

    async def bodies(self) -> None:
        head = (
            f"POST {API} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"
        )
        await self._trickles("bodies", head.encode())

    async def deaf(self, path: str, token: str) -> None:
        """Asks for the stream, and reads nothing of it."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        head = f"GET {API}{path}/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n"
        writer.write(head.encode())
        await self.over.wait()
        writer.transport.abort()

    async def _trickles(self, kind: str, head: bytes) -> None:
        while not self.over.is_set():
            started = time.monotonic()
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                self.ended[f"{kind} not let in"] += 1
                await asyncio.sleep(EVERY)
                continue
            writer.write(head)
            status = await self._until_let_go(reader, writer)
            self.ended[f"{kind} {status}"] += 1
            self.lasted = max(self.lasted, time.monotonic() - started)
            writer.transport.abort()

    async def _until_let_go(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
        answer = asyncio.create_task(reader.read(1000))
        while not answer.done() and not self.over.is_set():
            with suppress(OSError):
                writer.write(b"x")
            await asyncio.wait([answer], timeout=EVERY)
        if not answer.done():
            answer.cancel()
            return "still waited for at the end"
        try:
            return answer.result()[9:12].decode() or "cut off"
        except OSError:
            return "cut off"
