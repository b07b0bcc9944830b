"""Stops asking a neighbour that keeps failing, and tries it again after a rest."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

FAILURES_AT_MOST = 3


@dataclass(slots=True, kw_only=True)
class Breaker:
    """Open after some failures in a row; after `rest` seconds one call may try whether things are well again."""

    rest: float
    now: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _shut_until: float = field(default=0.0, init=False)

    @property
    def is_open(self) -> bool:
        return self.now() < self._shut_until

    def failed(self, *, rest: float = 0.0) -> None:
        """Count a failure. `rest` is how long the other side itself asked to be left alone, in seconds."""
        self._failures += 1
        if self._failures >= FAILURES_AT_MOST or rest > 0:
            self._shut_until = self.now() + max(rest, self.rest if self._failures >= FAILURES_AT_MOST else 0.0)

    def worked(self) -> None:
        self._failures = 0
        self._shut_until = 0.0
