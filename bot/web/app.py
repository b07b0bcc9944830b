"""Puts the visitor's door together: the API, the page and their guards."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse
from starlette.staticfiles import StaticFiles

from bot.conversation import FeedbackBox
from bot.ports import Clock, VisitorFeed

from . import conversations, feed, handover, status
from .crossing import Crossing, Sites
from .crowd import Crowd
from .desk import Desk, Meters
from .door import Door
from .errors import answer_errors
from .files import PATH, widget_files
from .guards import BodyLimit, NoTracebacks, SecurityHeaders
from .limits import Limits, Meter, Seats
from .pages import chat_page
from .tokens import Seal, StatusLinks, VisitorTokens

STATIC = Path(__file__).parent / "static"
LINK_LIFE = timedelta(days=180)
"""How long a status link opens, counted from the consent."""


def create_app(
    *,
    door: Door,
    feed: VisitorFeed,
    clock: Clock,
    secret: str,
    limits: Limits | None = None,
    sites: Sites | None = None,
) -> FastAPI:
    """The web app. `secret` signs visitor tokens and status links; keep it, or they all stop opening."""
    limits = limits or Limits()
    sites = sites or Sites.of()
    app = FastAPI(
        title="Indgang",
        description="Ask, get proven answers, and meet the one who can act. Errors carry words in Danish and English.",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_name_of,
    )
    app.state.desk = Desk(
        door=door,
        feed=feed,
        clock=clock,
        tokens=VisitorTokens(seal=Seal(secret=secret, purpose="visitor")),
        links=StatusLinks(seal=Seal(secret=secret, purpose="status"), clock=clock, life=LINK_LIFE),
        meters=_meters(limits, clock=clock),
        seats=Seats(most=limits.streams, most_by_key=limits.streams_per_address),
        sites=sites,
        least_time=timedelta(seconds=limits.lead_seconds),
    )
    _add_routes(app)
    answer_errors(app)
    app.add_middleware(Crowd, most=limits.requests_at_once)
    app.add_middleware(BodyLimit, limits=limits)
    app.add_middleware(NoTracebacks)
    app.add_middleware(Crossing, sites=sites)
    app.add_middleware(SecurityHeaders)
    # At debug level this library writes out what it streams, and that is what people said.
    logging.getLogger("sse_starlette.sse").setLevel(logging.INFO)
    return app


def _add_routes(app: FastAPI) -> None:
    for room in (conversations, handover, feed, status):
        app.include_router(room.router)
    app.add_api_route("/", _page, include_in_schema=False)
    app.add_api_route("/status/{link}", _status_page, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.mount(PATH, widget_files())


def take_feedback(app: FastAPI, box: FeedbackBox) -> None:
    """Let visitors say what they think of an answer; without this, nobody asks them."""
    app.state.desk = replace(app.state.desk, feedback=box)


async def _page(request: Request) -> HTMLResponse:
    return HTMLResponse(chat_page(request), headers={"Vary": "Accept-Language"})


async def _status_page(link: str) -> FileResponse:
    return FileResponse(STATIC / "status.html")


def _meters(limits: Limits, *, clock: Clock) -> Meters:
    return Meters(
        deeds=Meter(rate=limits.deeds, clock=clock),
        requests=Meter(rate=limits.requests, clock=clock),
        openings=Meter(rate=limits.openings, clock=clock),
    )


def _name_of(route: APIRoute) -> str:
    return route.name
