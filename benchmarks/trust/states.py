"""Plays thousands of deeds in any order against the conversation API, and holds the invariants to each."""

import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.trust.machine import machine_in
from tests.trust.world import open_world

from .table import Row

LENGTH, AT_A_TIME = 50, 10


def states(most: int, *, minutes: float = 60) -> list[Row]:
    """Raises AssertionError with the shortest falsifying story where an invariant falls."""
    steps, until = Counter[str](), time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory() as folder, open_world(Path(folder)) as world:
        while steps.total() < most and time.monotonic() < until:
            wanted = settings(
                max_examples=AT_A_TIME,
                stateful_step_count=LENGTH,
                deadline=None,
                database=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
            )
            run_state_machine_as_test(machine_in(world, steps), settings=wanted)
    test = ", ".join(f"{count} x {name}" for name, count in steps.most_common())
    return [Row("invariants hold in any order of deeds", test, f"{steps.total()} steps, 0 broken")]
