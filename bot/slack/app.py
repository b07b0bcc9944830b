"""The Bolt app: checks what comes from Slack, keeps it, acknowledges it; what takes time is done by the worker."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import ConfigurationError, PermanentError

from .asgi import SlackRoutes
from .config import SlackConfig
from .desk import Behind, Desk
from .events import place_of, workspace_of
from .faults import sorted_faults
from .listening import listen
from .people import LeadChannels, People
from .posting import Posting
from .working import Worker

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackDoor:
    """The room, open. `around` puts its HTTP routes before another ASGI app; by Socket Mode there are none."""

    app: AsyncApp
    desk: Desk
    worker: Worker

    def around(self, other: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        return other if self.desk.config.is_socket else SlackRoutes(app=self.app, other=other)


def make_client(config: SlackConfig, *, token: str = "") -> AsyncWebClient:
    """Retries nothing by itself: what may be asked again is known above, and a repeat may post twice."""
    return AsyncWebClient(token=token or config.bot_token, base_url=config.api_url, timeout=10, retry_handlers=[])


@asynccontextmanager
async def open_slack(
    config: SlackConfig,
    *,
    client: AsyncWebClient,
    channels: LeadChannels,
    behind: Behind,
) -> AsyncGenerator[SlackDoor, None]:
    """Raises ConfigurationError where Slack does not know the token, TransientError where it does not answer."""
    for chatty in ("slack_bolt", "slack_sdk"):
        # At debug level these write out what people said.
        logging.getLogger(chatty).setLevel(logging.WARNING)
    known = await _who_we_are(client)
    desk = Desk(
        config=config,
        client=client,
        bot_user=known["user_id"],
        people=People(client=client, channels=channels, clock=behind.clock, team_id=known["team_id"]),
        posting=Posting(client=client),
        behind=behind,
    )
    worker = Worker(desk=desk)
    app = _make_app(desk, worker, known)
    working = asyncio.create_task(worker.run())
    try:
        async with _socket(app, config):
            yield SlackDoor(app=app, desk=desk, worker=worker)
    finally:
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working


def _make_app(desk: Desk, worker: Worker, known: dict[str, str]) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=known["enterprise_id"] or None,
            team_id=known["team_id"],
            bot_user_id=known["user_id"],
            bot_id=known["bot_id"],
            bot_token=desk.config.bot_token,
        )

    app = AsyncApp(
        name="indgang",
        client=AsyncWebClient(base_url=desk.config.api_url, timeout=10, retry_handlers=[]),
        signing_secret=desk.config.signing_secret,
        request_verification_enabled=not desk.config.is_socket,
        authorize=authorize,
        attaching_conversation_kwargs_enabled=False,
    )

    async def keep(body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> BoltResponse | None:
        """Events are answered when they are stored; a repeat changes nothing. Without storage Slack tries again."""
        if body.get("type") != "event_callback":
            await next()
            return None
        if workspace_of(body) not in {None, known["team_id"]}:
            return BoltResponse(status=200, body="")
        event = body["event"]
        await worker.accept(str(body["event_id"]), {"kind": "event", "event": event}, place=place_of(event))
        return BoltResponse(status=200, body="")

    app.middleware(keep)
    listen(app, desk, worker)

    async def failed(error: Exception) -> BoltResponse:
        logger.error("slack.unforeseen", extra={"kind": type(error).__name__})
        # 503: Slack delivers an event again; somebody who pressed a button sees that it did not work.
        return BoltResponse(status=503, body="")

    app.error(failed)
    return app


async def _who_we_are(client: AsyncWebClient) -> dict[str, str]:
    try:
        with sorted_faults():
            answer = await client.auth_test()
    except PermanentError as error:
        raise ConfigurationError(
            f"Slack does not accept INDGANG_SLACK__BOT_TOKEN ({error}); `indgang doctor slack` says more"
        ) from error
    return {name: str(answer.get(name) or "") for name in ("user_id", "team_id", "bot_id", "enterprise_id")}


@asynccontextmanager
async def _socket(app: AsyncApp, config: SlackConfig) -> AsyncGenerator[None, None]:
    """A Socket Mode connection, where one is set up."""
    if not config.is_socket:
        yield
        return
    client = AsyncWebClient(token=config.app_token, base_url=config.api_url, timeout=10)
    connection = AsyncSocketModeHandler(app, config.app_token, web_client=client)
    await connection.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await connection.close_async()  # type: ignore[no-untyped-call]
