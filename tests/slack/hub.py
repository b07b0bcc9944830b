"""Slack as an app with many workspaces meets it: one address, behind which each token opens its own workspace.

Each workspace is an emulated one of its own behind an edge of its own. OAuth's pages and codes are the emulator's.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, web

from .edge import APP_TOKEN, Edge, Json, arguments_of
from .schemas import fault_in

PUBLIC = "http://localhost:4000"
"""What the app is called from outside; a proxy stands before it."""


@dataclass(slots=True, kw_only=True)
class Hub:
    edges: tuple[Edge, ...]
    url: str = ""
    strangers: list[str] = field(default_factory=list[str])
    """Methods called with a token that opens nothing."""
    _runner: web.AppRunner = field(init=False)

    async def start(self) -> None:
        app = web.Application(client_max_size=20 << 20)
        app.router.add_post("/api/oauth.v2.access", self._on_code)
        app.router.add_route("*", "/api/{method}", self._on_call)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        [socket] = site._server.sockets  # type: ignore[union-attr]
        self.url = f"http://127.0.0.1:{socket.getsockname()[1]}"
        first = self.edges[0]
        for other in self.edges[1:]:
            # One connection serves every workspace.
            other.sockets, other.awaited_acks = first.sockets, first.awaited_acks

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        args, token = await arguments_of(request)
        if token == APP_TOKEN:
            return await self.edges[0].called(request, args, token)
        for edge in self.edges:
            if token in edge.tokens:
                return await edge.called(request, args, token)
        self.strangers.append(request.match_info["method"])
        return web.json_response({"ok": False, "error": "invalid_auth"})

    async def _on_code(self, request: web.Request) -> web.Response:
        """The emulator whose page gave the code takes it; the token it gives opens that workspace."""
        args, _ = await arguments_of(request)
        if fault := fault_in("oauth.v2.access", args):
            self.edges[0].violations.append(f"oauth.v2.access: {fault}")
        answer: Json = {"ok": False, "error": "invalid_code"}
        for edge in self.edges:
            answer = await edge.emulated("oauth.v2.access", args, token="")
            if answer["ok"]:
                edge.tokens.add(answer["access_token"])
                break
            if answer["error"] != "invalid_code":
                break
        return web.json_response(answer)


@dataclass(slots=True, kw_only=True)
class Browser:
    """Somebody's, signed in to one workspace; `app` is where the app listens behind its proxy."""

    edge: Edge
    app: str
    http: ClientSession
    cookies: dict[str, str] = field(default_factory=dict[str, str])

    async def installs(self, *, as_user: str) -> tuple[int, str]:
        """From the app's page over Slack's to the app's again; status and what is read there."""
        return await self.comes_back(await self.grants(as_user=as_user))

    async def grants(self, *, as_user: str) -> str:
        """Up to Slack's sending us back; where to."""
        status, where, _ = await self.goes("/slack/install")
        assert status == 302, (status, where)
        page = urlsplit(where)
        async with self.http.get(f"{self.edge.emulator}{page.path}?{page.query}") as shown:
            form = _form(await shown.text(), as_user)
        callback = f"{self.edge.emulator}/oauth/v2/authorize/callback"
        async with self.http.post(callback, data=form, allow_redirects=False) as sent:
            assert sent.status == 302
            return str(sent.headers["Location"])

    async def comes_back(self, address: str) -> tuple[int, str]:
        assert address.startswith(f"{PUBLIC}/")
        status, _, text = await self.goes(address.removeprefix(PUBLIC))
        return status, text

    async def goes(self, path: str) -> tuple[int, str, str]:
        """Status, where it leads, what is read."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        async with self.http.get(f"{self.app}{path}", headers={"Cookie": cookie}, allow_redirects=False) as got:
            for line in got.headers.getall("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return got.status, got.headers.get("Location", ""), await got.text()


def state_in(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]


def _form(page: str, user: str) -> Mapping[str, str]:
    """The hidden fields of one person's button."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    found = [dict(re.findall(r'name="([^"]+)"\s+value="([^"]*)"', form)) for form in forms]
    [mine] = [each for each in found if each.get("user_id") == user]
    return {name: value.replace("&amp;", "&").replace("&#x3D;", "=") for name, value in mine.items()}


@asynccontextmanager
async def open_hub(*edges: Edge) -> AsyncGenerator[Hub, None]:
    hub = Hub(edges=edges)
    await asyncio.gather(*(edge.start() for edge in edges))
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()
        for edge in edges:
            await edge.stop()
