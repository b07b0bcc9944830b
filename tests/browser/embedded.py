"""Indgang and the demo site on two loopback ports: two origins, as a region's site and this server are."""

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.conversation import FeedbackBox
from bot.ports import ConversationStore
from bot.web import DemoSite, Limits, Rate, Sites, create_app, take_feedback
from tests.fakes import MemoryFeedback
from tests.serving import free_port
from tests.web.fake_door import FakeDoor
from tests.web.visitor import SECRET

from .serving import Served, serve

UNHURRIED = Limits(deeds=Rate(1_000, 1_000), requests=Rate(10_000, 10_000), openings=Rate(1_000, 1_000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    served: Served
    demo: DemoSite
    stranger: DemoSite
    """The same pages on an origin that no site names."""
    feedback: MemoryFeedback


def _plain(server: str) -> Callable[[Request], Awaitable[Response]]:
    """A page with the plain tag, which is not pinned."""
    html = (
        '<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><p>Somebody else</p>'
        f'<script src="{server}/widget/v1/loader.js" data-site="demo"></script></html>'
    )

    async def page(_: Request) -> Response:
        return HTMLResponse(html)

    return page


@contextmanager
def embed(door: FakeDoor, *, conversations: ConversationStore) -> Generator[Embedded]:
    port = free_port()
    server = f"http://127.0.0.1:{port}"
    demo, stranger = (DemoSite(server=server, host="127.0.0.1", port=free_port()) for _ in range(2))
    elsewhere = stranger.app()
    elsewhere.router.routes.append(Route("/plain", _plain(server)))
    app = create_app(
        door=door, feed=door.feed, clock=door.clock, secret=SECRET, limits=UNHURRIED, sites=Sites.of(demo.site)
    )
    feedback = MemoryFeedback()
    take_feedback(app, FeedbackBox(conversations=conversations, store=feedback, clock=door.clock))
    with (
        serve(app, port=port) as served,
        serve(demo.app(), port=demo.port),
        serve(elsewhere, port=stranger.port),
    ):
        yield Embedded(served=served, demo=demo, stranger=stranger, feedback=feedback)
