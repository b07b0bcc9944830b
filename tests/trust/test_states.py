"""Whatever a company and a colleague do, in any order: what was said stands, and nobody unticked has it."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import machine_in
from .world import open_world


@pytest.mark.slow
def test_any_order_of_deeds_keeps_what_is_promised(tmp_path: Path) -> None:
    steps = Counter[str]()
    few = settings(
        max_examples=4,
        derandomize=True,
        stateful_step_count=20,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    with open_world(tmp_path) as world:
        run_state_machine_as_test(machine_in(world, steps), settings=few)
    assert steps.total() > 10
