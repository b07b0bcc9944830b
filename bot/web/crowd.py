"""Sheds what comes on top of all that can be worked on at once, so that nobody waits without end."""

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import RETRY_SECONDS
from .troubles import LATER

ALWAYS = frozenset({"/healthz"})
"""Who asks whether the process lives would end one that is only busy."""


@dataclass(slots=True)
class Crowd:
    """503 with Retry-After for the request that is one too many. A stream leaves the crowd when it begins."""

    app: ASGIApp
    most: int
    inside: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in ALWAYS:
            await self.app(scope, receive, send)
            return
        if self.inside >= self.most:
            await LATER.response(retry_after=RETRY_SECONDS)(scope, receive, send)
            return
        self.inside += 1
        is_inside = True

        def leave() -> None:
            nonlocal is_inside
            self.inside -= is_inside
            is_inside = False

        async def send_and_see(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_stream(message):
                leave()
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        finally:
            leave()


def _is_stream(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/event-stream")
