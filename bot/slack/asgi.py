"""Slack's HTTP routes, in front of the visitors' app in the same process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp

ASGI = Callable[..., Awaitable[None]]
PATH = "/slack/"
MOST_BYTES = 1_000_000


@dataclass(slots=True)
class SlackRoutes:
    """`POST /slack/events` takes events, buttons, modals and commands; every other path is the other app's."""

    app: AsyncApp
    other: ASGI
    slack: ASGI = field(init=False)

    def __post_init__(self) -> None:
        self.slack = AsyncSlackRequestHandler(self.app, path=f"{PATH}events")

    async def __call__(self, scope: dict[str, Any], receive: ASGI, send: ASGI) -> None:
        is_ours = scope["type"] == "http" and str(scope.get("path", "")).startswith(PATH)
        if not is_ours:
            await self.other(scope, receive, send)
        elif _length(scope) > MOST_BYTES:
            await send({"type": "http.response.start", "status": 413, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.slack(scope, receive, send)


def _length(scope: dict[str, Any]) -> int:
    """What the sender says it is going to send; one who does not say is taken for too long."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    if scope["method"] in {"GET", "HEAD"}:
        return 0
    return int(told) if told.isdigit() else MOST_BYTES + 1
