"""Kills a server at random moments, again and again, while companies hand leads over and leads go out."""

import asyncio
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx2 as httpx

from tests.mail.server import open_mailroom
from tests.serving import free_port

from .counting import attempts_under_way, counted, index_counted, rows_of, waiting
from .insisting import Company, Ledger
from .lives import Life
from .nursery import Nursery, nursery
from .receivers import counting_slack
from .slices import note, noted
from .standing import listens
from .table import Row

NAME = "kill"
COMPANIES = 6
PATIENCE = 30.0
"""Seconds without a single arrival after which the rest is given up for lost."""
MOST_PATIENCE = 600.0
"""Seconds in all, so that a slice ends; what is still on its way then counts as missing. Slack takes few a second."""
SOONEST, LONGEST = 0.02, 1.2
"""Seconds at which a life may end, counted from its first accepted connection."""
UNBORN, STARTS_IN = 8, 0.5
"""One life in so many ends while it still starts, so many seconds at most after it began."""
INDEXING = 8
"""One life in so many writes the index."""
SLACK_THINKS = 0.03


@dataclass(slots=True)
class Killing:
    """One slice: one database, one Slack, one mailbox, many lives."""

    house: Nursery
    life: Life
    ledger: Ledger = field(default_factory=Ledger)
    found: Counter[str] = field(default_factory=Counter[str])
    known: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    chance: random.Random = field(default_factory=random.Random)

    async def kill_once(self, *, longest: float) -> None:
        number = self.found["kills"]
        await asyncio.to_thread(self.house.begin, replace(self.life, indexes=number % INDEXING == 0))
        if number % UNBORN == UNBORN - 1:
            await asyncio.sleep(self.chance.uniform(0, STARTS_IN))
        else:
            await listens(self.life.port)
            await asyncio.sleep(self.chance.uniform(SOONEST, longest))
        self.found["submitting"] += self.ledger.submitting > 0
        await asyncio.to_thread(self.house.end)
        self.found["kills"] += 1
        under_way = attempts_under_way(Path(self.life.folder))
        self.found["delivering"] += bool(under_way - self.known)
        self.known = under_way

    async def under_load(self, *, times: int, until: float, longest: float) -> None:
        over = asyncio.Event()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.life.port}") as client:
            crowd = [asyncio.create_task(Company(client, self.ledger, over).hands_over()) for _ in range(COMPANIES)]
            while self.found["kills"] < times and time.monotonic() < until:
                await self.kill_once(longest=longest)
                for each in crowd:
                    if each.done():
                        each.result()
            over.set()
            await asyncio.gather(*crowd, return_exceptions=True)

    async def drain(self) -> None:
        """A last life, until all that was acknowledged has arrived or nothing arrives any more."""
        await asyncio.to_thread(self.house.begin, self.life)
        left, gives_up = -1, time.monotonic() + PATIENCE
        until = time.monotonic() + MOST_PATIENCE
        while time.monotonic() < min(gives_up, until) and (now := waiting(Path(self.life.folder))):
            if now != left:
                left, gives_up = now, time.monotonic() + PATIENCE
            await asyncio.sleep(0.5)
        await asyncio.to_thread(self.house.end)


async def kill(times: int, *, minutes: float = 60, longest: float = LONGEST) -> list[Row]:
    """Goes on where earlier slices ended, each with a database of its own; counts when a slice is over."""
    done = sum(each["kills"] for each in noted(NAME))
    if done < times:
        await _slice(times - done, minutes=minutes, longest=longest)
    slices = [Counter[str](each) for each in noted(NAME)]
    return rows_of(sum(slices, Counter[str]()), slices=len(slices))


async def _slice(times: int, *, minutes: float, longest: float) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        counting_slack(thinks=SLACK_THINKS) as slack,
        open_mailroom() as mail,
        nursery() as house,
    ):
        killing = Killing(house, Life(folder=folder, port=free_port(), slack=slack.url, smtp=mail.port, lease=0.5))
        started = time.monotonic()
        await killing.under_load(times=times, until=started + 60 * minutes, longest=longest)
        seconds = round(time.monotonic() - started)
        await killing.drain()
        held = counted(Path(folder), killing.ledger, slack, mail)
        note(NAME, {**killing.found, "seconds": seconds, **held, **await index_counted(folder)})
