"""The edge of the emulated Slack: checks each call against Slack's own types, and delivers what people do.

LeadChannels, members, messages, views and trigger ids are the emulator's. What it lacks is here: Socket Mode, signed
delivery, interactions, metadata, ephemeral messages, response URLs, messages that grow, and faults on demand.
"""

import asyncio
import json
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

from aiohttp import ClientError, ClientSession, WSMsgType, web
from slack_sdk.signature import SignatureVerifier

from .growing import METHODS, Streams, fault_in_stream
from .schemas import fault_in, fault_in_blocks, fault_in_view, knows

TEAM, APP = "T000000001", "A000000042"
BOT_TOKEN, BOT_USER, BOT_ID = "xoxb-indgang", "U0000BOT42", "B000000042"
APP_TOKEN = "xapp-indgang"  # noqa: S105 - the emulator's own
SECRET = "test-signing-secret"  # noqa: S105 - the emulator's own
Json = dict[str, Any]
LOST = "lost"
"""The call takes effect, and its answer never comes."""
_AS_JSON = ("blocks", "view", "metadata", "prompts", "loading_messages")
# Slack's types say number or boolean; a form carries text.
_TYPED = {
    "limit": int,
    "include_all_metadata": bool,
    "include_locale": bool,
    "unfurl_links": bool,
    "unfurl_media": bool,
}


@dataclass(slots=True, kw_only=True)
class Edge:
    emulator: str
    team: str = TEAM
    app_url: str = ""
    """Where signed requests go; empty is Socket Mode."""
    url: str = ""
    is_down: bool = False
    echoes: bool = True
    """Whether what the app posts comes back to it as an event, as from Slack."""
    delivered: int = 0
    calls: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    violations: list[str] = field(default_factory=list[str])
    faults: dict[str, list[int | str]] = field(default_factory=dict[str, list[int | str]])
    """By method, or by method and channel ("chat.postMessage@C1"): what the next calls meet."""
    whispers: list[Json] = field(default_factory=list[Json])
    responses: list[Json] = field(default_factory=list[Json])
    acks: list[float] = field(default_factory=list[float])
    """Seconds until each delivery was acknowledged."""
    metadata: dict[str, Json] = field(default_factory=dict[str, Json])
    views: list[Json] = field(default_factory=list[Json])
    prompts: list[Json] = field(default_factory=list[Json])
    strangers: dict[str, str] = field(default_factory=dict[str, str])
    """People of other workspaces and which these are; they are in every channel."""
    tokens: set[str] = field(default_factory=lambda: {BOT_TOKEN})
    """By which the app may act here."""
    locales: dict[str, str] = field(default_factory=dict[str, str])
    """Of those people; English where none is named."""
    shared: set[str] = field(default_factory=set[str])
    """Channels shared with another organisation."""
    sockets: set[web.WebSocketResponse] = field(default_factory=set[web.WebSocketResponse])
    awaited_acks: dict[str, asyncio.Future[Any]] = field(default_factory=dict[str, "asyncio.Future[Any]"])
    _spares: list[str] = field(
        default_factory=lambda: [BOT_TOKEN, *(f"{BOT_TOKEN}-{number}" for number in range(1, 8))]
    )
    _echoes: set[asyncio.Task[Any]] = field(default_factory=set["asyncio.Task[Any]"])
    streams: Streams = field(init=False)
    http: ClientSession = field(init=False)
    _runner: web.AppRunner = field(init=False)

    async def start(self) -> None:
        self.http = ClientSession()
        self.streams = Streams(emulated=self.emulated)
        app = web.Application(client_max_size=20 << 20)
        app.router.add_route("*", "/api/{method}", self._on_call)
        app.router.add_get("/link", self._on_link)
        app.router.add_post("/respond/{id}", self._on_response)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        [socket] = site._server.sockets  # type: ignore[union-attr]
        self.url = f"http://127.0.0.1:{socket.getsockname()[1]}"

    async def stop(self) -> None:
        if self._echoes:
            await asyncio.wait(self._echoes, timeout=3)
        for socket in list(self.sockets):
            await socket.close()
        await self._runner.cleanup()
        await self.http.close()

    async def emulated(self, method: str, args: Mapping[str, Any], *, token: str = BOT_TOKEN) -> Json:
        while True:
            known = self._spares[0] if token == BOT_TOKEN else token
            headers = {"Authorization": f"Bearer {known}"}
            async with self.http.post(f"{self.emulator}/api/{method}", json=dict(args), headers=headers) as answer:
                if answer.headers.get("X-RateLimit-Remaining") != "0":
                    # The emulator knows one workspace by one name.
                    return dict(json.loads((await answer.text()).replace(TEAM, self.team)))
            # It answers one token so many times an hour; the next one is the same app's.
            self._spares = [each for each in self._spares if each != known]
            assert token == BOT_TOKEN and self._spares, f"the emulator answers {token} no more this hour"  # noqa: PT018

    def made(self, method: str) -> list[Json]:
        """The arguments of each call of a method."""
        return [args for name, args in self.calls if name == method]

    # What the app calls.

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        args, token = await arguments_of(request)
        return await self.called(request, args, token)

    async def called(self, request: web.Request, args: Json, token: str) -> web.StreamResponse:
        method = request.match_info["method"]
        self.calls.append((method, args))
        if self.is_down:
            return web.Response(status=503)
        here = f"{method}@{args.get('channel', '')}"
        faults = self.faults.get(here) or self.faults.get(method) or [""]
        fault = faults.pop(0)
        if fault == LOST:
            await self._answer(method, args, token)
            # The answer is cut off: the caller cannot know.
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if fault == "429":
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        if isinstance(fault, int):
            return web.Response(status=fault)
        if fault:
            return web.json_response({"ok": False, "error": fault})
        return web.json_response(await self._answer(method, args, token))

    async def _answer(self, method: str, args: Json, token: str) -> Json:
        if method == "apps.connections.open":
            is_app = token == APP_TOKEN
            url = f"{self.url.replace('http', 'ws')}/link?ticket={uuid.uuid4().hex}"
            return {"ok": True, "url": url} if is_app else {"ok": False, "error": "not_allowed_token_type"}
        if token not in self.tokens:
            return {"ok": False, "error": "invalid_auth"}
        if fault := self._fault(method, args):
            self.violations.append(f"{method}: {fault}")
            return {"ok": False, "error": "invalid_arguments"}
        if method == "chat.postEphemeral":
            self.whispers.append(args)
            return {"ok": True, "message_ts": _now()}
        if method.startswith("assistant.threads."):
            self.prompts.append(args)
            return {"ok": True}
        if method.startswith("views."):
            return await self._view(method, args)
        return await self._message(method, args)

    async def _message(self, method: str, args: Json) -> Json:
        if method == "chat.update" and self.streams.is_growing(args["ts"]):
            return {"ok": False, "error": "streaming_state_conflict"}
        called = self.streams.called if method in METHODS else self._emulated_call
        answer = await called(method, args)
        if answer["ok"] and "metadata" in args:
            self.metadata[answer["ts"]] = args["metadata"]
        if method in {"chat.postMessage", "chat.startStream"} and answer["ok"]:
            self._echo(args, answer)
        return answer

    def _fault(self, method: str, args: Json) -> str:
        if not knows(method):
            return "a method nobody has checked"
        if fault := fault_in(method, args):
            return fault
        if method in METHODS and (fault := fault_in_stream(method, args)):
            return fault
        if "view" in args:
            return fault_in_view(args["view"])
        if "blocks" in args:
            return fault_in_blocks(args["blocks"])
        return ""

    async def _view(self, method: str, args: Json) -> Json:
        if args.get("user_id") in self.strangers or method == "views.update":
            # The emulator shows nothing to people it does not know.
            answer: Json = {"ok": True, "view": {"id": args.get("view_id", "V0STRANGER")}}
        else:
            answer = await self.emulated(method, args)
        if answer.get("ok"):
            self.views.append({**args["view"], "id": answer["view"]["id"], "user_id": args.get("user_id", "")})
        return answer

    async def _emulated_call(self, method: str, args: Json) -> Json:
        if method == "chat.postMessage" and args["channel"].startswith("C"):
            members = await self.emulated("conversations.members", {"channel": args["channel"]})
            if not members.get("ok"):
                return members
            if BOT_USER not in members["members"]:
                return {"ok": False, "error": "not_in_channel"}
        if method == "users.info" and args["user"] in self.strangers:
            return {"ok": True, "user": self._stranger(args["user"])}
        answer = await self.emulated(method, args)
        assert "ok" in answer, f"the emulator has no {method}: {answer}"
        self._share(method, args, answer)
        if args.get("include_all_metadata"):
            for message in answer.get("messages", ()):
                message["metadata"] = self.metadata.get(message["ts"], {})
        return answer

    def _share(self, method: str, args: Json, answer: Json) -> None:
        """What a shared channel adds to what the emulator knows."""
        if method == "conversations.members" and answer["ok"]:
            answer["members"] += self.strangers
        if method == "conversations.info" and answer["ok"]:
            answer["channel"]["is_ext_shared"] = args["channel"] in self.shared

    def _stranger(self, user: str) -> Json:
        known = {"id": user, "team_id": self.strangers[user], "name": "mia", "is_stranger": True}
        return {**known, "locale": self.locales.get(user, "en-GB"), "profile": {"real_name": "Mia"}}

    def _echo(self, args: Json, answer: Json) -> None:
        """What a bot posts comes back to it as an event."""
        event = {
            **{"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "text": args.get("text", "")},
            **{"ts": answer["ts"], "event_ts": answer["ts"], "channel": answer["channel"]},
            "channel_type": kind_of(answer["channel"]),
            **({"thread_ts": args["thread_ts"]} if args.get("thread_ts") else {}),
        }
        if not self.echoes:
            return
        task = asyncio.create_task(self._echoed(event))
        self._echoes.add(task)
        task.add_done_callback(self._echoes.discard)

    async def _echoed(self, event: Json) -> None:
        # A test may end before its last message has come back.
        with suppress(ClientError, TimeoutError):
            await self.event(event)

    # What is delivered to the app.

    async def deliver(
        self,
        kind: str,
        payload: Json,
        *,
        retry: int = 0,
        secret: str = SECRET,
        age: int = 0,
    ) -> tuple[int, Any]:
        """Status and answer. `kind` is Socket Mode's: events_api, interactive or slash_commands."""
        started = time.perf_counter()
        self.delivered += 1
        if self.app_url:
            answer = await self._post(kind, payload, retry=retry, secret=secret, age=age)
        else:
            answer = await self._envelop(kind, payload, retry=retry)
        self.acks.append(time.perf_counter() - started)
        return answer

    async def event(
        self, event: Json, *, event_id: str = "", retry: int = 0, check: bool = True, team: str = "", **how: Any
    ) -> tuple[int, Any]:
        """`team` is where it happened, when that is not where the app is installed."""
        if check and (fault := fault_in("Events", event)):
            raise AssertionError(f"the rig made a bad event: {fault}")
        payload = {
            **{"token": "x", "team_id": team or self.team, "api_app_id": APP, "event": event},
            "type": "event_callback",
            **{"event_id": event_id or f"Ev{uuid.uuid4().hex[:9].upper()}", "event_time": int(time.time())},
            "authorizations": [{"enterprise_id": None, "team_id": self.team, "user_id": BOT_USER, "is_bot": True}],
        }
        return await self.deliver("events_api", payload, retry=retry, **how)

    async def _post(self, kind: str, payload: Json, *, retry: int, secret: str, age: int) -> tuple[int, Any]:
        if kind == "events_api":
            body, form = json.dumps(payload), "application/json"
        else:
            fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, form = urlencode(fields), "application/x-www-form-urlencoded"
        at = str(int(time.time()) - age)
        signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body)
        headers = {
            "Content-Type": form,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": signature or "",
            **({"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}),
        }
        async with self.http.post(self.app_url, data=body, headers=headers) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text.startswith("{") else text

    async def _envelop(self, kind: str, payload: Json, *, retry: int) -> tuple[int, Any]:
        async with asyncio.timeout(5):
            while not self.sockets:  # noqa: ASYNC110 - another process connects
                await asyncio.sleep(0.01)
        id_ = uuid.uuid4().hex
        envelope = {
            "type": kind,
            "envelope_id": id_,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
            # Slack counts from nought, on the first delivery as well.
            **({"retry_attempt": retry, "retry_reason": ""} if kind == "events_api" else {}),
        }
        awaited = self.awaited_acks[id_] = asyncio.get_running_loop().create_future()
        await next(iter(self.sockets)).send_json(envelope)
        try:
            async with asyncio.timeout(3):
                return 200, await awaited
        except TimeoutError:
            return 0, None

    async def _on_link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.add(socket)
        await socket.send_json(
            {"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}, "debug_info": {"host": "edge"}}
        )
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answer = json.loads(message.data)
                awaited = self.awaited_acks.pop(answer.get("envelope_id", ""), None)
                if awaited and not awaited.done():
                    awaited.set_result(answer.get("payload") or {})
        self.sockets.discard(socket)
        return socket

    async def _on_response(self, request: web.Request) -> web.Response:
        response = await request.json()
        if fault := fault_in_blocks(response.get("blocks") or []):
            self.violations.append(f"response_url: {fault}")
        self.responses.append({**response, "to": request.match_info["id"]})
        return web.Response(text="ok")


async def arguments_of(request: web.Request) -> tuple[Json, str]:
    raw = await request.read()
    is_json = "json" in request.headers.get("Content-Type", "")
    args: Json = json.loads(raw or b"{}") if is_json else {k: v[0] for k, v in parse_qs(raw.decode()).items()}
    args |= dict(request.query)
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip() or args.get("token", "")
    for name in ("token", "team_id"):
        args.pop(name, None)
    for name in _AS_JSON:
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    for name, kind in _TYPED.items():
        if isinstance(args.get(name), str):
            args[name] = int(args[name]) if kind is int else args[name] in {"1", "true", "True"}
    return args, token


def kind_of(channel: str) -> str:
    return {"D": "im", "G": "group"}.get(channel[0], "channel")


def _now() -> str:
    return f"{time.time():.6f}"
