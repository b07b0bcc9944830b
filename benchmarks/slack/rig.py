"""The tests' emulated workspace, counted: every call and delivery of every part, and what broke Slack's own types."""

import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.conversation import Engine
from tests.slack.edge import Edge
from tests.slack.workspace import Workspace, open_workspace

WAYS = {"HTTP": False, "Socket Mode": True}


@dataclass(slots=True, kw_only=True)
class Rig:
    """`emulated` is where the emulator listens."""

    emulated: str
    calls: int = 0
    delivered: int = 0
    violations: list[str] = field(default_factory=list[str])

    @asynccontextmanager
    async def workspace(
        self, *, by_socket: bool = False, engine_of: Callable[[Engine], Engine] = lambda made: made
    ) -> AsyncGenerator[Workspace, None]:
        with tempfile.TemporaryDirectory() as folder:
            opening = open_workspace(self.emulated, Path(folder), by_socket=by_socket, engine_of=engine_of)
            async with opening as place:
                yield place
                self.counts(place.edge)

    def counts(self, edge: Edge) -> None:
        self.calls += len(edge.calls)
        self.delivered += edge.delivered
        self.violations += edge.violations
