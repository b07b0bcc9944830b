"""Which other sites' pages may talk to us: only those a site names as its own, and never with a wildcard."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.domain import Site

from .troubles import OTHER_SITE

SITE_HEADER = "X-Indgang-Site"
API = "/api/"
FILES = "/widget/"
_METHODS = "GET, POST, PUT, DELETE"
_HEADERS = f"Authorization, Content-Type, Last-Event-ID, {SITE_HEADER}"
_PREFLIGHT_SECONDS = "600"


@dataclass(frozen=True, kw_only=True)
class Sites:
    """Every site by its key; the empty key is the page we serve ourselves."""

    known: Mapping[str, Site]

    @classmethod
    def of(cls, *sites: Site) -> "Sites":
        return cls(known={"": Site()} | {site.key: site for site in sites})

    @cached_property
    def origins(self) -> frozenset[str]:
        return frozenset(origin for site in self.known.values() for origin in site.origins)

    def allow(self, origin: str, *, key: str) -> bool:
        site = self.known.get(key)
        return site is not None and origin in site.origins


@dataclass(frozen=True, slots=True)
class Crossing:
    """Answers preflights, lets a site's own pages read our answers, and refuses other pages before anything is done."""

    app: ASGIApp
    sites: Sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not path.startswith((API, FILES)):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("Origin", "")
        if not origin or _is_own(origin, headers):
            await self.app(scope, receive, _with(send, {"Vary": "Origin"}))
        elif scope["method"] == "OPTIONS" and "Access-Control-Request-Method" in headers:
            await self._preflight(origin)(scope, receive, send)
        elif path.startswith(FILES):
            await self.app(scope, receive, _with(send, self._admits(origin) if origin in self.sites.origins else _VARY))
        elif self.sites.allow(origin, key=headers.get(SITE_HEADER, "")):
            await self.app(scope, receive, _with(send, self._admits(origin)))
        else:
            await OTHER_SITE.response()(scope, receive, _with(send, _VARY))

    def _preflight(self, origin: str) -> Response:
        # The browser does not tell which site asks before it has asked, so the origin alone decides here.
        if origin not in self.sites.origins:
            return Response(status_code=403, headers=_VARY)
        allowed = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": _HEADERS,
            "Access-Control-Max-Age": _PREFLIGHT_SECONDS,
        }
        return Response(status_code=204, headers=allowed | _VARY)

    def _admits(self, origin: str) -> dict[str, str]:
        return {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After"} | _VARY


_VARY = {"Vary": "Origin"}


def _is_own(origin: str, headers: Headers) -> bool:
    """Our own page. Behind a proxy that ends TLS we do not see the scheme it was asked by, so the host alone counts."""
    return urlsplit(origin).netloc == headers.get("Host", "")


def _with(send: Send, added: Mapping[str, str]) -> Send:
    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in added.items():
                if name == "Vary":
                    headers.add_vary_header(value)
                else:
                    headers[name] = value
        await send(message)

    return send_with
