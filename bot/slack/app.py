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
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import ConfigurationError, PermanentError

from .asgi import SlackRoutes
from .channels import LeadChannels
from .config import SlackConfig
from .desk import Behind, Desk
from .desks import Desks, authorize
from .events import place_of
from .installing import InstallFlow, Installing, make_flow
from .listening import listen
from .working import Worker
from .workspaces import Workspaces

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackDoor:
    """The room, open. `around` puts its HTTP routes before another ASGI app; by Socket Mode there are none but those
    by which further workspaces install Indgang."""

    app: AsyncApp
    desks: Desks
    worker: Worker
    flow: InstallFlow | None = None

    @property
    def desk(self) -> Desk:
        """The desk by the operator's own token. Raises LookupError where there is none."""
        if self.desks.own is None:
            raise LookupError("every workspace here has installed Indgang; there is no token of the operator's own")
        return self.desks.own

    def around(self, other: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        events = None if self.desks.workspaces.config.is_socket else self.app
        return SlackRoutes(app=events, flow=self.flow, other=other) if events or self.flow else other


@asynccontextmanager
async def open_slack(
    config: SlackConfig,
    *,
    client: AsyncWebClient,
    channels: LeadChannels,
    behind: Behind,
    installing: Installing | None = None,
) -> AsyncGenerator[SlackDoor, None]:
    """Raises ConfigurationError where Slack does not know the token, TransientError where it does not answer."""
    for chatty in ("slack_bolt", "slack_sdk"):
        # At debug level these write out what people said.
        logging.getLogger(chatty).setLevel(logging.WARNING)
    installations = installing.installations if installing else None
    desks = Desks(
        workspaces=Workspaces(config=config, channels=channels, client=client, installations=installations),
        behind=behind,
    )
    if config.bot_token:
        desks.own = await _own(desks)
    if installations is not None and (resealed := await installations.reseal()):
        logger.info("slack.resealed", extra={"workspaces": resealed})
    worker = Worker(desks=desks)
    app = _make_app(desks, worker)
    working = asyncio.create_task(worker.run())
    try:
        async with _socket(app, config):
            yield SlackDoor(app=app, desks=desks, worker=worker, flow=make_flow(config, installing))
    finally:
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working


def _make_app(desks: Desks, worker: Worker) -> AsyncApp:
    config = desks.workspaces.config
    app = AsyncApp(
        name="indgang",
        client=AsyncWebClient(base_url=config.api_url, timeout=10, retry_handlers=[]),
        signing_secret=config.signing_secret,
        request_verification_enabled=not config.is_socket,
        before_authorize=desks.enter,
        authorize=authorize,
        attaching_conversation_kwargs_enabled=False,
    )

    async def keep(body: dict[str, Any], desk: Desk, next: Callable[[], Awaitable[None]]) -> BoltResponse | None:
        """Events are answered when they are stored; a repeat changes nothing. Without storage Slack tries again."""
        if body.get("type") != "event_callback":
            await next()
            return None
        event = body["event"]
        await worker.accept(desk, str(body["event_id"]), {"kind": "event", "event": event}, place=place_of(event))
        return BoltResponse(status=200, body="")

    app.middleware(keep)
    listen(app, worker)

    async def failed(error: Exception) -> BoltResponse:
        logger.error("slack.unforeseen", extra={"kind": type(error).__name__})
        # 503: Slack delivers an event again; somebody who pressed a button sees that it did not work.
        return BoltResponse(status=503, body="")

    app.error(failed)
    return app


async def _own(desks: Desks) -> Desk:
    try:
        return await desks.own_desk()
    except PermanentError as error:
        raise ConfigurationError(
            f"Slack does not accept INDGANG_SLACK__BOT_TOKEN ({error}); `indgang doctor slack` says more"
        ) from error


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
