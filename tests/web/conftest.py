import pytest
from starlette.testclient import TestClient

from bot.domain import Bilingual, Site
from bot.web import Limits, Sites, create_app
from tests.fakes import FrozenClock, MemoryFeed

from .fake_door import FakeDoor
from .visitor import SECRET, Visitor


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def door(clock: FrozenClock) -> FakeDoor:
    return FakeDoor(clock=clock, feed=MemoryFeed())


@pytest.fixture
def limits() -> Limits:
    return Limits()


@pytest.fixture
def client(door: FakeDoor, clock: FrozenClock, limits: Limits) -> TestClient:
    site = Site(operator=Bilingual("Region Prøveland", "Testland Region"), retention_days=30)
    return TestClient(
        create_app(door=door, feed=door.feed, clock=clock, secret=SECRET, limits=limits, sites=Sites.of(site)),
        raise_server_exceptions=False,
    )


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    return Visitor.arrives(client)
