"""`indgang serve`: the web server, and the reconcile tick beside it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Coroutine, Generator
from datetime import timedelta
from typing import Annotated

import typer
import uvicorn

from bot.domain import IndgangError
from bot.metrics import EventCounter, Metrics
from bot.settings import Settings, WebSettings
from bot.telemetry import tracing_to
from bot.web import (
    DemoSite,
    LeadLinks,
    Limits,
    Patience,
    Sites,
    add_lead_pages,
    create_app,
    listening,
    take_feedback,
    watch,
)
from bot.wiring import House, open_house, open_slack_door, read_secret

from .person import erase_again
from .running import progress_bar, read_settings, run, screen

logger = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; else INDGANG_HOST.", show_default=False)] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; else INDGANG_PORT.", show_default=False)] = 0,
    demo_site: Annotated[
        bool, typer.Option("--demo-site", help="Also serve two pages that embed the widget, on the next port.")
    ] = False,
) -> None:
    """Serve the page and the API until stopped."""
    settings = read_settings()
    run(_serve(settings, host=host or settings.host, port=port or settings.port, with_demo=demo_site))


async def _serve(settings: Settings, *, host: str, port: int, with_demo: bool) -> None:
    with tracing_to(settings.traces), progress_bar("indexing") as progress:
        async with open_house(settings, progress=progress) as house, open_slack_door(house) as slack:
            if again := await erase_again(settings, house.database):
                logger.warning("erasure.repeated", extra={"conversations": again})
            server = f"http://{host}:{port}"
            demo = DemoSite(server=server, host=LOOPBACK, port=port + 1) if with_demo else None
            app = create_app(
                door=house.engine,
                feed=house.feed,
                clock=house.clock,
                secret=read_secret(settings),
                limits=_limits(settings.web),
                sites=Sites.of(*house.sites, *([demo.site] if demo else [])),
            )
            take_feedback(app, house.feedback)
            add_lead_pages(app, staff=house.staff, links=LeadLinks(secret=read_secret(settings), clock=house.clock))
            patience = _patience(settings.web)
            metrics = Metrics()
            logging.getLogger().addHandler(EventCounter(metrics))
            watch(app, metrics=metrics, token=settings.metrics_token.get_secret_value())
            screen.print(f"Indgang is open on {server}/ (stop with Ctrl-C)")
            async with _beside(_reconcile(house)), _shown(demo):
                entrance = slack.around(app) if slack else app
                await uvicorn.Server(listening(entrance, host=host, port=port, patience=patience)).serve()


def _limits(web: WebSettings) -> Limits:
    return Limits(
        lead_seconds=web.lead_seconds,
        body_seconds=web.body_seconds,
        requests_at_once=web.requests_at_once,
        streams=web.streams,
        streams_per_address=web.streams_per_address,
    )


def _patience(web: WebSettings) -> Patience:
    return Patience(
        connections=web.connections,
        head_seconds=web.head_seconds,
        keep_alive_seconds=web.keep_alive_seconds,
        write_seconds=web.write_seconds,
    )


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[None, None, None]) -> AsyncGenerator[None, None]:
    """Work that goes on until the block ends."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


class _QuietServer(uvicorn.Server):
    """Leaves Ctrl-C to the server beside which it runs."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@contextlib.asynccontextmanager
async def _shown(demo: DemoSite | None) -> AsyncGenerator[None, None]:
    """The pages that embed the widget: another origin, and never open to other machines."""
    if demo is None:
        yield
        return
    screen.print(f"The demo pages are on {demo.origin}/ and {demo.origin}/hostile")
    server = _QuietServer(listening(demo.app(), host=demo.host, port=demo.port, patience=Patience()))
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        # Ctrl-C interrupts the first wait; the pages are still closed in order.
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(serving)
        await serving


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
