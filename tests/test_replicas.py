"""Two servers on one PostgreSQL and one Chroma: any of them serves anybody, and one may die at any moment."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.domain import Author, ConversationId, Message
from bot.storage import Database, SqlConversationStore
from tests.chroma import chroma_server
from tests.cluster import Cluster, missing, started
from tests.fakes import FrozenClock
from tests.knowledge.folder import DESTINATIONS, write_folder
from tests.serving import Asker, Served, ask, served

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
DESK = DESTINATIONS.replace("lab:", "human-coordinator:", 1).replace("cards: [robot-lab]", "cards: []")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    if why := missing():
        pytest.skip(why)
    with started() as cluster:
        yield cluster


async def heard(visitor: Asker, port: int, *, until: str, after: str = "") -> list[tuple[str, Any]]:
    """The ids and words of what the stream brings, up to the message with these words."""
    got: list[tuple[str, Any]] = []
    async with asyncio.timeout(20):
        async for event, id_, data in visitor.events(port, after=after):
            if event == "message":
                got.append((id_, data["text"]))
                if until in data["text"]:
                    break
    return got


async def test_a_visitor_is_served_by_whichever_server_lives(cluster: Cluster, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "knowledge")
    folder.write("directory/destinations.yaml", DESTINATIONS + DESK)
    with cluster.database() as url, chroma_server(tmp_path / "chroma") as chroma:
        common = {
            "INDGANG_DATABASE_URL": url,
            "INDGANG_CHROMA_URL": chroma,
            "INDGANG_KNOWLEDGE_DIR": str(folder.path),
            "INDGANG_SECRET": "a secret of at least thirty-two characters",
        }
        async with AsyncExitStack() as stack:
            first, second = await asyncio.gather(
                *(
                    stack.enter_async_context(served(common | {"INDGANG_DATA_DIR": str(tmp_path / name)}))
                    for name in ("one", "two")
                )
            )
            await _tell_the_story(first, second, url)


async def _tell_the_story(first: Served, second: Served, url: str) -> None:
    visitor = await Asker.arrives(first.port)
    listening = asyncio.create_task(heard(visitor, first.port, until="from a colleague"))
    await asyncio.sleep(0.2)
    # Asked of the other server, answered there, heard here; and nothing is sticky.
    status, said = await visitor.says(second.port, "Where can we test a robot?")
    assert status == 200
    assert len(said["messages"]) == 2
    # A colleague's words, written by yet another process.
    database = Database.open(url)
    store = SqlConversationStore(database=database, clock=FrozenClock())
    stored = await store.get(ConversationId(visitor.id))
    words = Message(id="staff-1", author=Author.STAFF, text="Words from a colleague", sent_at=FrozenClock().now())
    await store.save(stored.says(words))
    got = await listening
    assert [text for _, text in got] == [message["text"] for message in said["messages"]] + [words.text]

    dying = asyncio.create_task(heard(visitor, first.port, until="never said"))
    await asyncio.sleep(0.2)
    first.kill()
    before = await dying
    assert before == got
    # The browser goes on at the other server with the last id it saw: nothing is lost, nothing comes twice.
    resumed = asyncio.create_task(heard(visitor, second.port, until="an afterthought", after=before[-1][0]))
    await store.save(
        (await store.get(ConversationId(visitor.id))).says(
            Message(id="staff-2", author=Author.STAFF, text="And an afterthought", sent_at=FrozenClock().now())
        )
    )
    assert [text for _, text in await resumed] == ["And an afterthought"]
    _, kept = await ask(second.port, "GET", f"/api/v1/conversations/{visitor.id}", token=visitor.token)
    assert [message["text"] for message in kept["messages"]] == [text for _, text in before] + ["And an afterthought"]
    await database.close()
