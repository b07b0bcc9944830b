"""Plays thousands of deeds in any order against the conversation API, and holds the invariants to each."""

import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.trust.machine import machine_in
from tests.trust.world import open_world

from .slices import note, noted
from .table import Row

NAME = "states"
LENGTH, AT_A_TIME = 50, 10


def states(most: int, *, minutes: float = 60) -> list[Row]:
    """Goes on where earlier slices ended. Raises AssertionError with the story of a fall."""
    until = time.monotonic() + 60 * minutes
    before = sum((Counter[str](each["steps"]) for each in noted(NAME)), Counter[str]())
    left = most - before.total()
    while left > 0 and time.monotonic() < until:
        steps = Counter[str]()
        # A world of its own for each round: what was said in earlier ones makes nothing slower.
        with tempfile.TemporaryDirectory() as folder, open_world(Path(folder)) as world:
            wanted = settings(
                max_examples=AT_A_TIME,
                stateful_step_count=LENGTH,
                deadline=None,
                # A shorter story of the same fall takes longer to find than the fall did.
                phases=(Phase.generate,),
                database=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
            )
            run_state_machine_as_test(machine_in(world, steps), settings=wanted)
        note(NAME, {"steps": steps})
        before += steps
        left -= steps.total()
    test = ", ".join(f"{count} x {name}" for name, count in before.most_common())
    return [Row("invariants hold in any order of deeds", test, f"{before.total()} steps, 0 broken", before.total() > 0)]
