"""How much one visitor and one address may ask of us: buckets that forget themselves, and seats that are held."""

from collections import Counter, OrderedDict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from math import ceil

from bot.ports import Clock

MOST_BUCKETS = 20_000
SEAT_SECONDS = 5
"""After which somebody may have left."""


class TooManyRequests(Exception):
    """Asked faster than the limit. Says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class Full(Exception):
    """As many at once as there is room for. Nobody in particular asked too much."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second` in the long run."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    deeds: Rate = Rate(20, 0.5)
    """What one visitor says and does."""
    requests: Rate = Rate(300, 10)
    """Everything from one address; many colleagues may share one."""
    openings: Rate = Rate(30, 0.2)
    """New conversations from one address."""
    lead_seconds: float = 0
    """At least so long after its conversation was opened a lead may come; 0 is at once."""
    body_bytes: int = 64 * 1024
    body_seconds: float = 20
    requests_at_once: int = 200
    """Requests that are worked on together; a stream counts only until it begins."""
    streams: int = 500
    streams_per_address: int = 100
    """Many colleagues may share one address."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Buckets of one rate, by key. Those that are full again, and of too many the longest unused, are forgotten."""

    rate: Rate
    clock: Clock
    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict[str, _Bucket], init=False)

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str) -> None:
        """Raises TooManyRequests."""
        now = self.clock.now()
        bucket = self._buckets.pop(key, None) or _Bucket(self.rate.burst, now)
        earned = max(0.0, (now - bucket.at).total_seconds()) * self.rate.per_second
        bucket.left = min(self.rate.burst, bucket.left + earned)
        bucket.at = now
        self._buckets[key] = bucket
        self._forget(now)
        if bucket.left < 1:
            raise TooManyRequests(ceil((1 - bucket.left) / self.rate.per_second))
        bucket.left -= 1

    def _forget(self, now: datetime) -> None:
        """Drop from the longest unused end. A bucket that is full again is as good as none."""
        while len(self._buckets) > 1:
            oldest = next(iter(self._buckets.values()))
            lacks = self.rate.burst - oldest.left - (now - oldest.at).total_seconds() * self.rate.per_second
            if lacks > 0 and len(self._buckets) <= MOST_BUCKETS:
                return
            self._buckets.popitem(last=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """How many may hold something open together, in all and by key."""

    most: int
    most_by_key: int
    _taken: Counter[str] = field(default_factory=Counter[str], init=False)

    def __len__(self) -> int:
        return self._taken.total()

    @contextmanager
    def taken(self, key: str) -> Generator[None, None, None]:
        """A seat until the block ends.

        Raises:
            TooManyRequests: this key holds as many as one may.
            Full: all are taken.
        """
        if self._taken[key] >= self.most_by_key:
            raise TooManyRequests(SEAT_SECONDS)
        if len(self) >= self.most:
            raise Full
        self._taken[key] += 1
        try:
            yield
        finally:
            self._taken[key] -= 1
            if not self._taken[key]:
                del self._taken[key]


def network_of(host: str) -> str:
    """The address to count by: a whole /64 for IPv6, since one household holds that many."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
