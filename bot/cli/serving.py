"""`indgang serve`: the web server, and the reconcile tick beside it."""

import asyncio
import contextlib
import logging
from datetime import timedelta
from typing import Annotated

import typer
import uvicorn

from bot.domain import IndgangError
from bot.settings import Settings
from bot.web import LeadLinks, Site, add_lead_pages, create_app
from bot.wiring import House, open_house, open_slack_door, read_secret

from .running import progress_bar, read_settings, run, screen

logger = logging.getLogger(__name__)
GRACE_SECONDS = 10


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; else INDGANG_HOST.", show_default=False)] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; else INDGANG_PORT.", show_default=False)] = 0,
) -> None:
    """Serve the page and the API until stopped."""
    settings = read_settings()
    run(_serve(settings, host=host or settings.host, port=port or settings.port))


async def _serve(settings: Settings, *, host: str, port: int) -> None:
    with progress_bar("indexing") as progress:
        async with open_house(settings, progress=progress) as house, open_slack_door(house) as slack:
            app = create_app(
                door=house.engine,
                feed=house.feed,
                clock=house.clock,
                secret=read_secret(settings),
                site=Site(retention_days=settings.conversation_days),
            )
            add_lead_pages(app, staff=house.staff, links=LeadLinks(secret=read_secret(settings), clock=house.clock))
            entrance = slack.around(app) if slack else app
            config = uvicorn.Config(
                entrance,
                host=host,
                port=port,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
            screen.print(f"Indgang is open on http://{host}:{port}/ (stop with Ctrl-C)")
            reconcile = asyncio.create_task(_reconcile(house))
            try:
                await uvicorn.Server(config).serve()
            finally:
                reconcile.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await reconcile


async def _reconcile(house: House) -> None:
    """Look at what is stored, and act: deliver what waits, forget what is due."""
    while True:
        try:
            await house.delivery.tick()
            await _forget(house)
        except IndgangError as error:
            logger.warning("reconcile.postponed", extra={"reason": type(error).__name__})
        await asyncio.sleep(house.settings.reconcile_seconds)


async def _forget(house: House) -> None:
    now = house.clock.now()
    forgotten = await house.store.forget_before(
        conversations=now - timedelta(days=house.settings.conversation_days),
        leads=now - timedelta(days=house.settings.lead_days),
    )
    if forgotten:
        logger.info("retention.forgot", extra={"conversations": forgotten})
