"""A delivery that failed comes back, soon at first and never too late."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.triage import next_attempt

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def _waits(attempts: int) -> timedelta:
    return next_attempt(attempts, now=NOW) - NOW


def test_the_first_retry_comes_within_seconds() -> None:
    assert timedelta(0) < _waits(1) < timedelta(minutes=1)


def test_each_failure_makes_the_next_wait_longer_until_it_is_five_minutes() -> None:
    waits = [_waits(attempts) for attempts in range(1, 7)]
    assert all(earlier < later for earlier, later in pairwise(waits))
    assert waits[-1] == timedelta(minutes=5)


@pytest.mark.parametrize("attempts", [8, 100, 10_000])
def test_it_is_never_given_up(attempts: int) -> None:
    assert _waits(attempts) == timedelta(minutes=5)


def test_a_delivery_never_tried_is_tried_as_soon_as_one_that_failed_once() -> None:
    assert _waits(0) == _waits(1)
