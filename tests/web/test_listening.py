"""Who is slow on purpose is let go, and others are served meanwhile."""

import asyncio
import json
from collections.abc import AsyncGenerator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.web import Patience

from .served import Caller, served

pytestmark = pytest.mark.anyio
SOON = 0.3
BIG = 64 * 1024 * 1024


async def _hello(_: Request) -> Response:
    return PlainTextResponse("hello")


async def _length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _much(_: Request) -> Response:
    async def body() -> AsyncGenerator[bytes, None]:
        for _ in range(BIG // 65536):
            yield b"x" * 65536

    return StreamingResponse(body())


async def _waits(request: Request) -> Response:
    await request.app.state.over.wait()
    return PlainTextResponse("waited")


def app() -> Starlette:
    routes = [
        Route("/hello", _hello),
        Route("/much", _much),
        Route("/waits", _waits),
        Route("/length", _length, methods=["POST"]),
    ]
    made = Starlette(routes=routes)
    made.state.over = asyncio.Event()
    return made


async def is_served(caller: Caller) -> bool:
    caller.heard.clear()
    caller.asks("/hello")
    return b"hello" in await caller.hears(b"hello")


async def trickle(caller: Caller) -> None:
    """One header after another, for as long as anybody listens."""
    caller.sends(b"GET /hello HTTP/1.1\r\n")
    for number in range(200):
        if caller.writer.is_closing():
            return
        caller.sends(f"X-{number}: x\r\n".encode())
        await asyncio.sleep(0.02)


async def test_headers_that_trickle_are_not_waited_for() -> None:
    async with served(app(), patience=Patience(head_seconds=SOON)) as house:
        slow, other = await house.caller(), await house.caller()
        trickling = asyncio.create_task(trickle(slow))
        assert await is_served(other)
        told = await slow.hears_all()
        trickling.cancel()
    head, _, body = told.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert json.loads(body)["error"] == "too_slow"


async def test_who_connects_and_says_nothing_is_let_go() -> None:
    async with served(app(), patience=Patience(head_seconds=SOON)) as house:
        assert (await (await house.caller()).hears_all()).startswith(b"HTTP/1.1 408 ")


async def test_a_second_request_on_the_same_connection_has_a_clock_of_its_own() -> None:
    async with served(app(), patience=Patience(head_seconds=SOON)) as house:
        caller = await house.caller()
        for _ in range(3):
            assert await is_served(caller)
            await asyncio.sleep(SOON / 2)
        caller.heard.clear()
        caller.sends(b"GET /hello HTTP/1.1\r\n")
        assert (await caller.hears_all()).startswith(b"HTTP/1.1 408 ")


async def test_an_answer_that_takes_longer_than_headers_may_is_not_cut_off() -> None:
    made = app()
    async with served(made, patience=Patience(head_seconds=0.1)) as house:
        caller = await house.caller()
        caller.asks("/waits")
        await asyncio.sleep(SOON)
        made.state.over.set()
        assert b"waited" in await caller.hears(b"waited")


async def test_headers_that_are_too_many_are_refused() -> None:
    async with served(app(), patience=Patience(head_bytes=1000)) as house:
        caller = await house.caller()
        caller.sends(b"GET /hello HTTP/1.1\r\nX-Long: " + b"x" * 1000)
        assert (await caller.hears_all()).startswith(b"HTTP/1.1 431 ")


async def test_headers_without_end_are_cut_off() -> None:
    async with served(app()) as house:
        caller = await house.caller()
        caller.sends(b"GET /hello HTTP/1.1\r\nX-Long: " + b"x" * 1_000_000)
        assert b"200 OK" not in await caller.hears_all()
        assert await is_served(await house.caller())


async def test_a_body_in_pieces_is_not_taken_for_headers() -> None:
    async with served(app(), patience=Patience(head_bytes=1000)) as house:
        caller = await house.caller()
        caller.sends(b"POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n")
        for _ in range(50):
            caller.sends(b"x" * 1000)
            await asyncio.sleep(0)
        assert (await caller.hears(b"50000")).startswith(b"HTTP/1.1 200 ")


async def test_who_does_not_read_is_cut_off() -> None:
    async with served(app(), patience=Patience(write_seconds=SOON)) as house:
        deaf, other = await house.caller(), await house.caller()
        deaf.writer.transport.pause_reading()  # type: ignore[attr-defined]
        deaf.asks("/much")
        assert await is_served(other)
        await asyncio.sleep(SOON * 3)
        deaf.writer.transport.resume_reading()  # type: ignore[attr-defined]
        assert len(await deaf.hears_all()) < BIG


async def test_who_reads_slowly_gets_all_of_it() -> None:
    async with served(app(), patience=Patience(write_seconds=1)) as house:
        slow, got = await house.caller(), 0
        slow.asks("/much", "Connection: close")
        while data := await slow.reader.read(BIG // 64):
            got += len(data)
            await asyncio.sleep(0.004)
    assert got > BIG


async def test_where_all_places_are_taken_the_longest_waiting_makes_room() -> None:
    patience = Patience(connections=3, head_seconds=60)
    async with served(app(), patience=patience) as house:
        waiting = [await house.caller() for _ in range(3)]
        waiting[1].sends(b"GET /hello HT")
        await asyncio.sleep(0.05)
        newcomer = await house.caller()
        assert await is_served(newcomer)
        assert not await waiting[0].hears_all()
        waiting[1].sends(b"TP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"hello" in await waiting[1].hears(b"hello")


async def test_who_is_being_answered_is_never_cut_off_for_another() -> None:
    made = app()
    async with served(made, patience=Patience(connections=2, head_seconds=60)) as house:
        busy = [await house.caller() for _ in range(2)]
        for each in busy:
            each.asks("/waits")
        await asyncio.sleep(0.1)
        told = await (await house.caller()).hears_all()
        made.state.over.set()
        assert [b"waited" in await each.hears(b"waited") for each in busy] == [True, True]
    assert told.startswith(b"HTTP/1.1 503 ")
    assert b"Retry-After: 5\r\n" in told
    assert json.loads(told.partition(b"\r\n\r\n")[2])["error"] == "later"
