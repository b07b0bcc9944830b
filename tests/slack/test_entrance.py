"""The colleagues' door while Slack is away, wrong and back."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from bot.domain import ConfigurationError, IndgangError, TransientError
from bot.slack import SlackDoor, open_entrance

pytestmark = pytest.mark.anyio


class Doors:
    """A door that fails as told before it opens."""

    def __init__(self, *faults: IndgangError) -> None:
        self.faults = list(faults)
        self.opened = asyncio.Event()

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[SlackDoor, None]:
        if self.faults:
            raise self.faults.pop(0)
        self.opened.set()
        yield cast("SlackDoor", self)

    def around(self, other: Any) -> Any:
        del other

        async def ours(heard: list[str]) -> None:
            heard.append("slack")

        return ours


async def behind(heard: list[str]) -> None:
    heard.append("behind")


async def ask(app: Any) -> str:
    heard: list[str] = []
    await app(heard)
    return heard[0]


async def test_visitors_are_served_while_slack_does_not_answer_and_the_door_opens_when_it_does() -> None:
    doors = Doors(TransientError("away"), TransientError("away"))
    async with asyncio.timeout(10), open_entrance(doors.open, retry_seconds=0.01) as entrance:
        app = entrance.around(behind)
        assert await ask(app) == "behind"
        await doors.opened.wait()
        await asyncio.sleep(0)
        assert await ask(app) == "slack"


async def test_a_token_slack_does_not_know_stops_the_start() -> None:
    with pytest.raises(ConfigurationError, match="token"):
        async with open_entrance(Doors(ConfigurationError("token")).open):
            pytest.fail("it opened")
