"""Stands around the whole app: security headers, a limit on bodies, and no traceback to anybody."""

import asyncio
import logging
from dataclasses import dataclass, replace
from pathlib import PurePath
from secrets import token_hex
from traceback import extract_tb

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.domain import Bilingual

from .crossing import FILES
from .limits import Limits
from .troubles import OUR_FAULT, TOO_BIG, TOO_SLOW, Trouble

logger = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class SecurityHeaders:
    """Pages may be kept if they are checked again, the widget's files as they say; the rest is never stored."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                path = str(scope.get("path", ""))
                if path.startswith(FILES):
                    # Other sites' pages load these, and their names say how long they may be kept.
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                    headers.setdefault("Cache-Control", "no-store")
                else:
                    headers["Cache-Control"] = "no-cache" if path.startswith("/static/") else "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers)


@dataclass(frozen=True, slots=True)
class NoTracebacks:
    """An error nobody foresaw: an id to the visitor and its place to the log, never its message."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_and_see(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        except Exception as error:  # noqa: BLE001 - the outermost place to catch what nobody foresaw
            error_id = token_hex(6)
            places = [f"{PurePath(at.filename).name}:{at.lineno}" for at in extract_tb(error.__traceback__)]
            logger.error(  # noqa: TRY400 - a traceback's message may hold a visitor's words
                "web.unforeseen", extra={"error_id": error_id, "kind": type(error).__name__, "places": places[-8:]}
            )
            if not started:
                words = Bilingual(f"{OUR_FAULT.words.da} ({error_id})", f"{OUR_FAULT.words.en} ({error_id})")
                await replace(OUR_FAULT, words=words).response()(scope, receive, send)


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """Reads a body whole before anybody works on it, or refuses it."""

    app: ASGIApp
    limits: Limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        body = await self._read(receive)
        if isinstance(body, Trouble):
            await body.response()(scope, receive, send)
            return
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_again() -> Message:
            return waiting.pop() if waiting else await receive()

        await self.app(scope, receive_again, send)

    async def _read(self, receive: Receive) -> bytes | Trouble:
        body = bytearray()
        try:
            async with asyncio.timeout(self.limits.body_seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return TOO_SLOW
                    body += message.get("body", b"")
                    if len(body) > self.limits.body_bytes:
                        return TOO_BIG
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError:
            return TOO_SLOW
