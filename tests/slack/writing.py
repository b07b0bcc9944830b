"""A model that writes when it is told to, and what is asked of it in somebody's own talk with Indgang."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field

from bot.conversation import Engine
from bot.ports import ModelAccount, ModelRequest
from bot.settings import ModelSettings, Settings
from bot.wiring import speaking

from .edge import Json
from .growing import read
from .workspace import Workspace

SETTINGS = Settings(llm=ModelSettings(base_url="http://127.0.0.1:1/v1", model="written", understand_seconds=0))


@dataclass(slots=True)
class Writer:
    """A ChatModel that says what a test writes, as it is written."""

    pieces: asyncio.Queue[str | Exception | None] = field(default_factory=asyncio.Queue["str | Exception | None"])
    name: str = "written"
    account: ModelAccount = field(default_factory=ModelAccount)
    asked: int = 0

    async def stream(self, request: ModelRequest) -> AsyncGenerator[str, None]:
        self.asked += 1
        yield '{"claims": ['
        while (piece := await self.pieces.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def writes(self, *sentences: str) -> None:
        for each in sentences:
            self.pieces.put_nowait(json.dumps({"text": each, "sources": [1]}) + ",")

    def fails(self, error: Exception) -> None:
        self.pieces.put_nowait(error)

    def ends(self) -> None:
        self.pieces.put_nowait("]}")
        self.pieces.put_nowait(None)

    def over(self) -> Callable[[Engine], Engine]:
        return lambda engine: speaking(engine, SETTINGS, self)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - another task makes it so
            await asyncio.sleep(0.005)


def streamed(place: Workspace) -> list[str]:
    """Every piece of Markdown that was sent."""
    return [
        args["markdown_text"]
        for method, args in place.edge.calls
        if method.endswith("Stream") and "markdown_text" in args
    ]


def words_of(message: Json) -> list[str]:
    """What is read in a message, line by line, whether it was streamed or not."""
    texts = [read(block["text"]) for block in message["blocks"] if block["type"] == "markdown"]
    texts += [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def below(message: Json) -> Sequence[Json]:
    """Sources and buttons, without the conversation's own id."""
    return [block for block in message["blocks"] if block["type"] not in {"markdown", "section"}]
