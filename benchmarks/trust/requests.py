"""Sends requests generated from the OpenAPI document, for each of several seeds."""

import tempfile
import time
from pathlib import Path

from tests.trust.generated import Generated
from tests.trust.world import open_world

from .table import Row


def requests(examples: int, *, seeds: int, minutes: float = 60) -> list[Row]:
    """So many requests an operation and seed, or as many seeds as the minutes hold."""
    until, done = time.monotonic() + 60 * minutes, 0
    with tempfile.TemporaryDirectory() as folder, open_world(Path(folder)) as world:
        generated = Generated(world=world)
        while done < seeds and (done == 0 or time.monotonic() < until):
            generated.try_all(examples=examples, seed=done)
            done += 1
    answers = ", ".join(f"{count} x {status}" for status, count in sorted(generated.statuses.items()))
    test = f"{generated.sent.total()} requests to {len(generated.sent)} operations, {done} seeds: {answers}"
    found = "; ".join(sorted(set(generated.faults))) or "5xx 0, tracebacks 0"
    return [Row("no generated request meets an error of ours", test, found, not generated.faults)]
