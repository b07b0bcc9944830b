import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.ports import ConversationStore
from bot.storage import Database, SqlConversationStore
from tests.cluster import Cluster, missing, started
from tests.fakes import FrozenClock, MemoryStore


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    if why := missing():
        # On a desk it is said and skipped; before a release nothing is.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)  # noqa: TID251
    with started() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/state/indgang.db"
        return
    with request.getfixturevalue("cluster").database() as url:
        yield url


@pytest.fixture
async def database(anyio_backend: str, url: str) -> AsyncIterator[Database]:
    database = Database.open(url)
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture(params=["memory", "sql"])
async def store(request: pytest.FixtureRequest, clock: FrozenClock, database: Database) -> ConversationStore:
    if request.param == "memory":
        return MemoryStore(clock=clock)
    return SqlConversationStore(database=database, clock=clock)
