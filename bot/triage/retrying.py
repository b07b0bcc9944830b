"""When a delivery that failed is tried again."""

from datetime import datetime, timedelta

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (0.1, 1, 5, 30, 120, 300, 600))


def next_attempt(attempts: int, *, now: datetime) -> datetime:
    """The next try after `attempts` failures: seconds at first, ten hours at the longest, never given up."""
    return now + _WAITS[min(max(attempts, 1), len(_WAITS)) - 1]
