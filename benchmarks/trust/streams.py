"""Two hundred screens at once, more than there is room for, and callers who are slow on purpose."""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx2 as httpx

from tests.serving import free_port

from .lives import Life
from .nursery import Nursery, nursery
from .slow import Slow
from .standing import listens
from .table import Row
from .visiting import Failed, Visits

SCREENS, MORE = 200, 100
SPREAD = 30.0
"""Seconds over which visitors who are not in step ask."""
HANG = 30.0
"""Seconds after which a request counts as hanging."""
HEADS, BODIES, DEAF = 1.5, 0.5, 0.25
"""How many are slow on purpose, to each screen."""
OTHERS = 20
ATTACK_SECONDS = 25.0
WITHIN = 1.5
"""Seconds to the first sentence that 19 of 20 visitors may wait, where they do not all ask at the same moment."""


async def streams(screens: int = SCREENS) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, nursery() as house:
        life = Life(folder=folder, port=free_port(), streams=2 * screens)
        full = replace(life, port=free_port(), streams=screens, requests_at_once=50)
        beset = replace(life, port=free_port(), connections=2 * screens, head_seconds=5, body_seconds=8)
        return [
            await _together(house, life, screens, spread=0),
            await _together(house, life, screens, spread=SPREAD),
            *await _overload(house, full, screens + MORE),
            *await _beset(house, beset, screens),
        ]


@asynccontextmanager
async def _running(house: Nursery, life: Life) -> AsyncGenerator[Visits, None]:
    await asyncio.to_thread(house.begin, life)
    await listens(life.port)
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{life.port}", limits=limits, timeout=HANG) as client:
        yield Visits(client)
    await asyncio.to_thread(house.end)


async def _together(house: Nursery, life: Life, screens: int, *, spread: float) -> Row:
    async with _running(house, life) as visits:
        await _screens(visits, screens, spread=spread)
    failed = sum(visits.failed.values())
    how = "all in the same moment" if not spread else f"spread over {spread:.0f} s"
    figure = f"{failed} of {screens} failed{_reasons(visits.failed)}; first sentence {_times(visits.first)}"
    in_time = not spread or (bool(visits.first) and _at(visits.first, 0.95) <= WITHIN)
    return Row(
        f"{screens} streams are served", f"{screens} open streams, questions {how}", figure, not failed and in_time
    )


async def _screens(visits: Visits, number: int, *, spread: float) -> None:
    """So many open a stream; when all who are let in listen, all ask."""
    waiting, ready = number, asyncio.Event()

    def one_less() -> None:
        nonlocal waiting
        waiting -= 1
        if not waiting:
            ready.set()

    async def screen(place: int) -> None:
        is_counted = False
        try:
            path, token = await visits.arrives()
            async with visits.listens(path, token) as events:
                one_less()
                is_counted = True
                await ready.wait()
                await asyncio.sleep(spread * place / number)
                await visits.asks_and_reads(path, token, events)
        except (httpx.HTTPError, Failed, TimeoutError) as error:
            visits.failed[str(error)[:60] or type(error).__name__] += 1
        finally:
            if not is_counted:
                one_less()

    # Let in one after another: it is the streams and the questions that are measured, not three hundred arrivals.
    screens: list[asyncio.Task[None]] = []
    for place in range(number):
        screens.append(asyncio.create_task(screen(place)))
        await asyncio.sleep(0.02)
    await asyncio.gather(*screens)


async def _overload(house: Nursery, life: Life, too_many: int) -> list[Row]:
    async with _running(house, life) as visits:
        started = time.monotonic()
        await _screens(visits, too_many, spread=0)
        took = time.monotonic() - started
        after = Visits(visits.client)
        await after.visit()
    shed = sum(count for why, count in visits.failed.items() if why.endswith(("503, Retry-After", "429, Retry-After")))
    other = sum(visits.failed.values()) - shed
    test = f"{too_many} screens where {life.streams} streams and {life.requests_at_once} requests at once are allowed"
    figure = f"{len(visits.first)} answered, {shed} told to come back{_reasons(visits.failed)}, {other} otherwise"
    return [
        Row("what is too much is shed with Retry-After", test, figure, bool(shed) and not other),
        Row("nobody hangs", f"each request within {HANG:.0f} s", f"all over in {took:.0f} s", not other),
        Row("and it is over afterwards", "one visit", f"failed: {sum(after.failed.values())}", not after.failed),
    ]


async def _beset(house: Nursery, life: Life, screens: int) -> list[Row]:
    """Ordinary visits before and during a siege by the slow."""
    heads, bodies, deaf = (int(screens * part) for part in (HEADS, BODIES, DEAF))
    async with _running(house, life) as calm:
        await _some(calm)
        slow, during = Slow(life.port, asyncio.Event()), Visits(calm.client)
        siege = [asyncio.create_task(slow.heads()) for _ in range(heads)]
        siege += [asyncio.create_task(slow.bodies()) for _ in range(bodies)]
        siege += [asyncio.create_task(slow.deaf(*await calm.arrives())) for _ in range(deaf)]
        until = time.monotonic() + ATTACK_SECONDS
        while time.monotonic() < until:
            await _some(during)
        slow.over.set()
        await asyncio.gather(*siege)
    ended = ", ".join(f"{count} {how}" for how, count in slow.ended.most_common())
    test = (
        f"{heads} trickle headers, {bodies} bodies, {deaf} do not read their stream; "
        f"{life.connections} connections allowed"
    )
    failed = sum(during.failed.values())
    figure = (
        f"{failed} of {len(during.first) + failed} questions failed{_reasons(during.failed)}; first sentence "
        f"{_times(during.first)}, without them {_times(calm.first)}"
    )
    longest = max(life.head_seconds, life.body_seconds) + 4
    return [
        Row(
            "others are served while some are slow on purpose", test, figure, not failed and len(during.first) > OTHERS
        ),
        Row("nobody is waited for without end", ended, f"{slow.lasted:.1f} s at most", slow.lasted <= longest),
    ]


async def _some(visits: Visits) -> None:
    async def visitor() -> None:
        try:
            path, token = await visits.arrives()
            async with visits.listens(path, token) as events:
                await visits.asks_and_reads(path, token, events)
        except (httpx.HTTPError, Failed, TimeoutError) as error:
            visits.failed[str(error)[:60] or type(error).__name__] += 1

    for _ in range(OTHERS // 4):
        await asyncio.gather(*(visitor() for _ in range(4)))


def _times(seconds: list[float]) -> str:
    if not seconds:
        return "never"
    return f"p50 {_at(seconds, 0.5):.2f} s, p95 {_at(seconds, 0.95):.2f} s"


def _at(seconds: list[float], part: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(part * len(seconds)))]


def _reasons(failed: Counter[str]) -> str:
    return " (" + ", ".join(f"{count} x {why}" for why, count in failed.most_common()) + ")" if failed else ""
