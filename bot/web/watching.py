"""What a Prometheus asks: how often, how long, with what result."""

import hmac
import time
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.metrics import CONTENT_TYPE, Metrics


def watch(app: FastAPI, *, metrics: Metrics, token: str) -> None:
    """Time every request; with a token, show the figures at `/metrics` to who sends it as `Authorization: Bearer`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    async def counted(request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not token or not hmac.compare_digest(given.encode(), token.encode()):
            return Response(status_code=404 if not token else 401)
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    app.include_router(router)
    app.add_middleware(Stopwatch, metrics=metrics)


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Times every request until its response begins, under its route's pattern: an id in a path is nobody's label."""

    app: ASGIApp
    metrics: Metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def send_and_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "other")
                seconds = time.perf_counter() - started
                self.metrics.heard(method=scope["method"], route=route, status=message["status"], seconds=seconds)
            await send(message)

        await self.app(scope, receive, send_and_time)
