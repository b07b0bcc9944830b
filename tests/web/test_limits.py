from datetime import timedelta

import pytest

from bot.web import limits
from bot.web.limits import Meter, Rate, TooManyRequests, network_of
from tests.fakes import FrozenClock


def test_a_bucket_fills_again_but_never_over_its_burst() -> None:
    clock = FrozenClock()
    meter = Meter(rate=Rate(2, 1), clock=clock)
    clock.move(timedelta(days=1))
    meter.take("a")
    meter.take("a")
    with pytest.raises(TooManyRequests):
        meter.take("a")
    clock.move(timedelta(seconds=1))
    meter.take("a")


def test_a_clock_set_back_gives_and_takes_nothing() -> None:
    clock = FrozenClock()
    meter = Meter(rate=Rate(1, 1), clock=clock)
    meter.take("a")
    clock.move(timedelta(days=-1))
    with pytest.raises(TooManyRequests):
        meter.take("a")


def test_memory_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 10)
    meter = Meter(rate=Rate(1, 1), clock=FrozenClock())
    for number in range(100):
        meter.take(str(number))
    assert len(meter) == 10


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_is_one_network(host: str, network: str) -> None:
    assert network_of(host) == network


def test_a_bucket_that_is_full_again_is_not_kept() -> None:
    clock = FrozenClock()
    meter = Meter(rate=Rate(2, 1), clock=clock)
    for number in range(100):
        meter.take(str(number))
    assert len(meter) == 100
    clock.move(timedelta(seconds=1))
    meter.take("newcomer")
    assert len(meter) == 1


def test_a_bucket_that_is_not_full_again_is_kept() -> None:
    clock = FrozenClock()
    meter = Meter(rate=Rate(2, 1), clock=clock)
    meter.take("a")
    meter.take("a")
    clock.move(timedelta(seconds=0.5))
    meter.take("b")
    with pytest.raises(TooManyRequests):
        meter.take("a")
