"""Ten thousand conversations with one server that is never restarted: what it holds may not grow with them."""

import asyncio
import random
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

import httpx2 as httpx

from . import standing
from .slices import note, noted
from .table import Row
from .visiting import Visits
from .vitals import Vitals, vitals

NAME = "soak"
BATCH, AT_ONCE = 250, 8
RUSH = 24
"""At once in the first batch: the pools of connections and workers open what they may, which later is no growth."""
QUIET = 11
"""Seconds until the last streams have been noticed to end, the outbox has had its turn, and idle workers have gone."""
WARM = 1000
"""Conversations until the pools, caches and the allocator have what they want."""
GROWTH = 0.05
MORE = 2
"""Open files or threads that the last quiet moments may have above the first: one connection more than before."""


async def soak(most: int, *, minutes: float) -> list[Row]:
    """Goes on with the same server where earlier slices ended, and stops it when all have been."""
    until = time.monotonic() + 60 * minutes
    server = standing.stood_up(NAME)
    folder = Path(server.folder)
    samples = [each for each in noted(NAME) if each["server"] == server.server]
    if not samples:
        samples = [_sample(server.server, folder, conversations=0, seconds=0, visits=None)]
        note(NAME, samples[0])
    while samples[-1]["conversations"] < most and time.monotonic() < until:
        started = time.monotonic()
        visits = await _batch(server.port, at_once=AT_ONCE if samples[-1]["conversations"] else RUSH)
        seconds = time.monotonic() - started
        await asyncio.sleep(QUIET)
        conversations = samples[-1]["conversations"] + BATCH
        samples.append(_sample(server.server, folder, conversations=conversations, seconds=seconds, visits=visits))
        note(NAME, samples[-1])
    if samples[-1]["conversations"] >= most:
        server.stop()
    return _rows(samples)


async def _batch(port: int, *, at_once: int) -> Visits:
    limits = httpx.Limits(max_connections=4 * at_once)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=30) as client:
        visits = Visits(client, chance=random.Random())  # noqa: S311 - whims, not secrets
        left = iter(range(BATCH))

        async def company() -> None:
            for _ in left:
                await visits.visit()

        await asyncio.gather(*(company() for _ in range(at_once)))
    return visits


def _sample(pid: int, folder: Path, *, conversations: int, seconds: float, visits: Visits | None) -> dict[str, Any]:
    holds = vitals(pid, folder)
    return {
        "server": pid,
        "conversations": conversations,
        "seconds": round(seconds, 1),
        "memory": round(holds.memory, 1),
        "files": holds.files,
        "threads": holds.threads,
        "database": round(holds.database, 2),
        "done": visits.done if visits else {},
        "failed": visits.failed if visits else {},
    }


def _rows(samples: list[dict[str, Any]]) -> list[Row]:
    done = sum((Counter[str](each["done"]) for each in samples), Counter[str]())
    failed = sum((Counter[str](each["failed"]) for each in samples), Counter[str]())
    last = samples[-1]
    took = sum(each["seconds"] for each in samples)
    how = ", ".join(f"{count} {name}" for name, count in done.most_common())
    wrong = "; ".join(f"{count} x {name}" for name, count in failed.most_common()) or "none"
    rows = [Row("each conversation gets its answer", f"{how}, in {took:.0f} s", f"failed: {wrong}", not failed)]
    warm = [each for each in samples if each["conversations"] >= WARM]
    if len(warm) > 3:
        rows += _flat(warm)
    kept = done["conversations"] - done["deleted"]
    rows.append(
        Row(
            "the database grows with what is kept",
            f"{kept} conversations kept",
            f"{last['database']:.1f} MiB, {1024 * last['database'] / max(1, kept):.1f} KiB each",
        )
    )
    rows += [_moment(each) for each in samples if each["conversations"] % WARM == 0]
    return rows


def _flat(warm: list[dict[str, Any]]) -> list[Row]:
    test = f"after {warm[0]['conversations']} and after {warm[-1]['conversations']} conversations, four moments each"
    early, late = _ends(warm, "memory")
    growth = late / early - 1
    told = f"{early:.1f} and {late:.1f} MiB: {growth:+.1%}"
    return [
        Row("memory is flat", test, told, abs(growth) <= GROWTH),
        _held(warm, "files", promise="open files are flat", test=test),
        _held(warm, "threads", promise="threads are flat", test=test),
    ]


def _held(warm: list[dict[str, Any]], key: str, *, promise: str, test: str) -> Row:
    """Idle workers come and go between two moments, so that the medians are compared, and the range is told."""
    early, late = _ends(warm, key)
    each = [moment[key] for moment in warm]
    return Row(promise, test, f"{early:g} and {late:g} ({min(each)} to {max(each)})", late - early <= MORE)


def _ends(warm: list[dict[str, Any]], key: str) -> tuple[float, float]:
    early, late = (median(each[key] for each in part) for part in (warm[:4], warm[-4:]))
    return early, late


def _moment(each: dict[str, Any]) -> Row:
    holds = Vitals(memory=each["memory"], files=each["files"], threads=each["threads"], database=each["database"])
    return Row(
        f"after {each['conversations']}",
        "one quiet moment",
        f"{holds.memory:.1f} MiB, {holds.files} files, {holds.threads} threads, database {holds.database:.1f} MiB",
    )
