"""An app behind a real socket on loopback, spoken to byte by byte."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import dataclass, field

import uvicorn
from starlette.types import ASGIApp

from bot.web import Patience, listening


class QuietServer(uvicorn.Server):
    """Leaves signals to whoever runs the tests."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@dataclass(slots=True)
class Caller:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    heard: bytearray = field(default_factory=bytearray)

    def sends(self, data: bytes) -> None:
        self.writer.write(data)

    def asks(self, path: str, *headers: str) -> None:
        self.sends("\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode())

    async def hears(self, wanted: bytes, *, seconds: float = 30) -> bytearray:
        """All until now, once it holds what is wanted. Raises EOFError where the connection ends before."""
        async with asyncio.timeout(seconds):
            while wanted not in self.heard:
                if not (data := await self.reader.read(65536)):
                    raise EOFError(bytes(self.heard))
                self.heard += data
        return self.heard

    async def hears_all(self, *, seconds: float = 30) -> bytearray:
        """All until the connection ends, in whatever way."""
        async with asyncio.timeout(seconds):
            with contextlib.suppress(ConnectionError):
                while data := await self.reader.read(65536):
                    self.heard += data
        return self.heard

    async def leaves(self) -> None:
        self.writer.transport.abort()
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()


@dataclass(slots=True)
class Served:
    port: int
    callers: list[Caller] = field(default_factory=list[Caller])

    async def caller(self) -> Caller:
        new = Caller(*await asyncio.open_connection("127.0.0.1", self.port))
        self.callers.append(new)
        return new


async def until(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - whoever makes it hold knows nobody who waits
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def served(app: ASGIApp, *, patience: Patience | None = None) -> AsyncGenerator[Served, None]:
    server = QuietServer(listening(app, host="127.0.0.1", port=0, patience=patience or Patience()))
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    house = Served(port=server.servers[0].sockets[0].getsockname()[1])
    try:
        yield house
    finally:
        for each in house.callers:
            await each.leaves()
        server.should_exit = True
        await serving
