"""Keeps the visitors' door open while Slack is away: the colleagues' door opens as soon as Slack answers."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from bot.domain import IndgangError, TransientError

from .app import SlackDoor

logger = logging.getLogger(__name__)
RETRY_SECONDS = 30.0

Asgi = Callable[..., Awaitable[None]]
Opening = Callable[[], AbstractAsyncContextManager[SlackDoor]]


@dataclass(slots=True)
class SlackEntrance:
    """The colleagues' door, once it is open. Until then Slack's requests meet what stands behind, a 404."""

    door: SlackDoor | None = None

    def around(self, other: Asgi) -> Asgi:
        async def app(*call: Any) -> None:
            await (self.door.around(other) if self.door else other)(*call)

        return app


@contextlib.asynccontextmanager
async def open_entrance(
    opening: Opening, *, retry_seconds: float = RETRY_SECONDS
) -> AsyncGenerator[SlackEntrance, None]:
    """Raises ConfigurationError where Slack answers and refuses us; where it does not answer, it is tried again."""
    entrance, refused, tried = SlackEntrance(), list[IndgangError](), asyncio.Event()
    keeping = asyncio.create_task(_keep(entrance, opening, refused, tried, retry_seconds))
    try:
        await tried.wait()
        if refused:
            raise refused[0]
        yield entrance
    finally:
        keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeping


async def _keep(
    entrance: SlackEntrance, opening: Opening, refused: list[IndgangError], tried: asyncio.Event, retry_seconds: float
) -> None:
    while True:
        try:
            async with opening() as entrance.door:
                tried.set()
                await asyncio.Event().wait()
        except TransientError as error:
            entrance.door = None
            logger.warning("slack.unreachable", extra={"reason": type(error).__name__})
        except IndgangError as error:
            entrance.door = None
            refused.append(error)
            logger.error("slack.refused", extra={"reason": type(error).__name__})  # noqa: TRY400 - no tracebacks here
            tried.set()
            return
        tried.set()
        await asyncio.sleep(retry_seconds)
