from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ports import ConversationStore
from bot.storage import Database, SqlConversationStore
from tests.fakes import FrozenClock, MemoryStore


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/state/indgang.db"


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
