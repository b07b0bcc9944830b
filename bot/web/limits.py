"""How much one visitor and one address may ask of us: token buckets that forget themselves."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from math import ceil

from bot.ports import Clock

MOST_BUCKETS = 20_000


class TooManyRequests(Exception):
    """Asked faster than the limit. Says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


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
    body_bytes: int = 64 * 1024
    body_seconds: float = 20


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Buckets of one rate, by key. The longest unused are forgotten first, so memory stays flat."""

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
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            raise TooManyRequests(ceil((1 - bucket.left) / self.rate.per_second))
        bucket.left -= 1


def network_of(host: str) -> str:
    """The address to count by: a whole /64 for IPv6, since one household holds that many."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
