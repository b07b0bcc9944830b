"""How the server listens: callers who are slow on purpose are let go, and make room for others."""

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

import uvicorn
from starlette.types import ASGIApp

from .errors import RETRY_SECONDS
from .troubles import LATER, TOO_BIG, TOO_SLOW, Trouble

if TYPE_CHECKING:
    # Which parser uvicorn takes is found when it runs; both have what is used here.
    from uvicorn.protocols.http.h11_impl import H11Protocol as HttpProtocol
else:
    from uvicorn.protocols.http.auto import AutoHTTPProtocol as HttpProtocol

GRACE_SECONDS = 10
_REASONS = {408: "Request Timeout", 431: "Request Header Fields Too Large", 503: "Service Unavailable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a connection may keep us waiting, and how many there may be."""

    connections: int = 1000
    head_seconds: float = 10
    """From the first byte of a request, or from connecting, until its headers are whole."""
    head_bytes: int = 32 * 1024
    keep_alive_seconds: int = 5
    """Between two requests."""
    write_seconds: float = 20
    """How long what was sent may stay unread."""


def listening(app: ASGIApp, *, host: str, port: int, patience: Patience) -> uvicorn.Config:
    """A server's configuration that knows how long to wait for whom."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=type("PatientHere", (PatientProtocol,), {"patience": patience}),
        log_config=None,
        access_log=False,
        timeout_keep_alive=patience.keep_alive_seconds,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


class PatientProtocol(HttpProtocol):
    """One connection: uvicorn's own, with a clock on what the other side owes us."""

    patience: ClassVar[Patience] = Patience()
    _head: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _waits_since: float = 0
    _head_bytes: int = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waits_since = self.loop.time()
        if len(self.connections) > self.patience.connections and not self._makes_room():
            self._turns_away(503, LATER)
            return
        self._watches_head()

    def connection_lost(self, exc: Exception | None) -> None:
        _stop(self._head, self._unread)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self.keeps_us_waiting:
            super().data_received(data)
        else:
            self._head_bytes += len(data)
            super().data_received(data)
            if self._has_head:
                self._head_bytes = 0
            elif self._head_bytes > self.patience.head_bytes:
                self._turns_away(431, TOO_BIG)
                return
        self._watches_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(self.patience.write_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        _stop(self._unread)
        self._unread = None
        super().resume_writing()

    @property
    def keeps_us_waiting(self) -> bool:
        """Whether we wait for a request, or for the rest of one."""
        return not self._has_head or bool(self._cycle.more_body)

    @property
    def _cycle(self) -> Any:
        return cast("Any", self.cycle)

    @property
    def _has_head(self) -> bool:
        return self._cycle is not None and not self._cycle.response_complete

    def _watches_head(self) -> None:
        """The clock starts once a request: a byte now and then does not wind it up again."""
        if self._has_head or self.transport.is_closing():
            _stop(self._head)
            self._head = None
            self._waits_since = self.loop.time()
        elif self._head is None:
            self._waits_since = self.loop.time()
            self._head = self.loop.call_later(self.patience.head_seconds, self._tires)

    def _tires(self) -> None:
        self._head = None
        if not self._has_head:
            self._turns_away(408, TOO_SLOW)

    def _makes_room(self) -> bool:
        """Let go of the one that has kept us waiting longest. Who is being answered is never cut off."""
        others = [
            each
            for each in self.connections
            if isinstance(each, PatientProtocol) and each is not self and each.keeps_us_waiting
        ]
        if not others:
            return False
        longest = min(others, key=lambda each: each._waits_since)
        longest.transport.abort()
        return True

    def _turns_away(self, status: int, trouble: Trouble) -> None:
        if self.transport.is_closing():
            return
        words = {"error": trouble.error, "message_da": trouble.words.da, "message_en": trouble.words.en}
        body = json.dumps(words, ensure_ascii=False).encode()
        head = (
            f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nRetry-After: {RETRY_SECONDS}\r\n"
            "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def _stop(*timers: asyncio.TimerHandle | None) -> None:
    for timer in timers:
        if timer is not None:
            timer.cancel()
