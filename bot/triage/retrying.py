"""When a delivery that failed is tried again."""

from datetime import datetime, timedelta

_WAITS = tuple(timedelta(seconds=seconds) for seconds in (1, 5, 15, 60, 120, 300))


def next_attempt(attempts: int, *, now: datetime) -> datetime:
    """The next try after `attempts` failures: a second at first, five minutes at the longest, never given up.

    A recipient's posts wait for the first of them, so the longest wait is also how late all may be once it is back.
    """
    return now + _WAITS[min(max(attempts, 1), len(_WAITS)) - 1]
