"""What comes on top of what can be served is told to come back, at once."""

import asyncio
import json
from collections.abc import Generator
from contextlib import ExitStack

import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from bot.web import Limits, create_app
from bot.web.crowd import Crowd
from bot.web.limits import Full, Seats, TooManyRequests
from tests.fakes import FrozenClock

from .fake_door import FakeDoor
from .served import Served, served, until
from .visitor import SECRET

pytestmark = pytest.mark.anyio


@pytest.fixture
def seats() -> Seats:
    return Seats(most=3, most_by_key=2)


def test_one_address_holds_only_so_many_seats(seats: Seats) -> None:
    with ExitStack() as stack:
        stack.enter_context(seats.taken("a"))
        stack.enter_context(seats.taken("a"))
        with pytest.raises(TooManyRequests), seats.taken("a"):
            pass
        stack.enter_context(seats.taken("b"))
        with pytest.raises(Full), seats.taken("c"):
            pass
    assert len(seats) == 0
    with seats.taken("c"):
        assert len(seats) == 1


def test_a_seat_is_free_again_whatever_happened(seats: Seats) -> None:
    for _ in range(10):
        with pytest.raises(OSError, match="gone"), seats.taken("a"):
            raise OSError("gone")
    assert len(seats) == 0


async def test_a_request_too_many_is_shed_and_health_is_not() -> None:
    over, reached = asyncio.Event(), 0

    async def works(scope: Scope, _receive: Receive, send: Send) -> None:
        nonlocal reached
        assert scope["type"] == "http"
        reached += 1
        if scope["path"] != "/healthz":
            await over.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    crowd = Crowd(works, most=2)
    async with served(crowd) as house:
        inside = [await house.caller() for _ in range(2)]
        for each in inside:
            each.asks("/work", "Connection: close")
        await until(lambda: reached == 2)
        shed, health = await house.caller(), await house.caller()
        shed.asks("/work", "Connection: close")
        health.asks("/healthz", "Connection: close")
        told = await shed.hears_all()
        assert told.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 5" in told.lower()
        assert b"done" in await health.hears_all()
        over.set()
        assert [b"done" in await each.hears_all() for each in inside] == [True, True]
        assert crowd.inside == 0


@pytest.fixture
def app(door: FakeDoor, clock: FrozenClock) -> Generator[FastAPI, None, None]:
    limits = Limits(requests_at_once=1, streams=3, streams_per_address=2)
    made = create_app(door=door, feed=door.feed, clock=clock, secret=SECRET, limits=limits)
    yield made
    assert len(made.state.desk.seats) == 0


async def _opened(house: Served) -> tuple[str, str]:
    caller = await house.caller()
    caller.sends(
        b"POST /api/v1/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
    )
    opened = json.loads((await caller.hears_all()).partition(b"\r\n\r\n")[2])
    return f"/api/v1/conversations/{opened['id']}/events", f"Authorization: Bearer {opened['token']}"


async def test_streams_are_bounded_by_address_and_leave_the_crowd(app: FastAPI) -> None:
    async with served(app) as house:
        path, token = await _opened(house)
        streams = [await house.caller() for _ in range(2)]
        for each in streams:
            each.asks(path, token)
            await each.hears(b"event: state")
        third = await house.caller()
        third.asks(path, token, "Connection: close")
        told = (await third.hears_all()).lower()
        assert told.startswith(b"http/1.1 429 ")
        assert b"retry-after: 5" in told
        await streams[0].leaves()
        await until(lambda: len(app.state.desk.seats) == 1)
        fourth = await house.caller()
        fourth.asks(path, token)
        await fourth.hears(b"event: state")


async def test_who_may_not_read_takes_no_seat(app: FastAPI) -> None:
    async with served(app) as house:
        path, _ = await _opened(house)
        for _ in range(4):
            caller = await house.caller()
            caller.asks(path, "Authorization: Bearer x", "Connection: close")
            assert (await caller.hears_all()).startswith(b"HTTP/1.1 404 ")


async def test_streams_are_bounded_in_all(app: FastAPI) -> None:
    with app.state.desk.seats.taken("other"), app.state.desk.seats.taken("another"):
        async with served(app) as house:
            path, token = await _opened(house)
            first, second = await house.caller(), await house.caller()
            first.asks(path, token)
            await first.hears(b"event: state")
            second.asks(path, token, "Connection: close")
            told = (await second.hears_all()).lower()
        # Seen from inside, the stream's end comes a moment after its reader has gone.
        await until(lambda: len(app.state.desk.seats) == 2)
    assert told.startswith(b"http/1.1 503 ")
    assert b"retry-after: 5" in told
