"""Slack's HTTP routes, in front of the visitors' app in the same process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.asgi.http_request import AsgiHttpRequest
from slack_bolt.adapter.asgi.http_response import AsgiHttpResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from .installing import InstallFlow

ASGI = Callable[..., Awaitable[None]]
PATH = "/slack/"
MOST_BYTES = 1_000_000


@dataclass(slots=True)
class SlackRoutes:
    """`POST /slack/events` takes events, buttons, modals and commands; every other path is the other app's.

    `GET /slack/install` and `/slack/oauth_redirect` are the way in for further workspaces, where `flow` allows any.
    """

    app: AsyncApp | None
    """None by Socket Mode."""
    other: ASGI
    flow: InstallFlow | None = None
    slack: ASGI | None = field(init=False)

    def __post_init__(self) -> None:
        self.slack = AsyncSlackRequestHandler(self.app, path=f"{PATH}events") if self.app else None

    async def __call__(self, scope: dict[str, Any], receive: ASGI, send: ASGI) -> None:
        path = str(scope.get("path", "")) if scope["type"] == "http" else ""
        if self.flow and path in self.flow.paths and scope["method"] == "GET":
            await _install(self.flow, scope, receive, send)
        elif self.slack is None or not path.startswith(PATH):
            await self.other(scope, receive, send)
        elif _length(scope) > MOST_BYTES:
            await send({"type": "http.response.start", "status": 413, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.slack(scope, receive, send)


async def _install(flow: InstallFlow, scope: dict[str, Any], receive: ASGI, send: ASGI) -> None:
    came = AsgiHttpRequest(scope, receive)
    answer = await flow.answer(
        str(scope["path"]), AsyncBoltRequest(body="", query=came.query_string, headers=came.get_headers())
    )
    told = AsgiHttpResponse(status=answer.status, headers=answer.headers, body=answer.body)
    await send(told.get_response_start())
    await send(told.get_response_body())


def _length(scope: dict[str, Any]) -> int:
    """What the sender says it is going to send; one who does not say is taken for too long."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    if scope["method"] in {"GET", "HEAD"}:
        return 0
    return int(told) if told.isdigit() else MOST_BYTES + 1
