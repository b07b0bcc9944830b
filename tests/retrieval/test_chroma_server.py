"""The index on a Chroma server: proved, then switched to in one step, while readers go on reading."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from chromadb import HttpClient
from chromadb.api import ClientAPI

from bot.domain import Language
from bot.retrieval import ChromaServer, IndexDamaged, build_index, open_retriever, passages_of, surfaces_of
from bot.retrieval.places import Wanted
from bot.retrieval.surfaces import content_hash
from tests.chroma import chroma_server
from tests.fakes import HashEmbedder, MemoryEmbeddings

from .samples import SUBJECTS, card

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
PASSAGES = [passage for key in SUBJECTS for passage in passages_of(card(key))]
SURFACES = surfaces_of(PASSAGES)
VECTORS = np.array(HashEmbedder().embed_passages([each.text for each in SURFACES]), np.float32)
WANTED = Wanted(content=content_hash(SURFACES), embedder="hash-64", dimension=64)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture
def server(url: str) -> ChromaServer:
    for collection in client(url).list_collections():
        client(url).delete_collection(collection.name)
    return ChromaServer(url)


def client(url: str) -> ClientAPI:
    return HttpClient(host="127.0.0.1", port=int(url.rpartition(":")[2]))


def names(url: str) -> set[str]:
    return {collection.name for collection in client(url).list_collections()}


def test_what_is_read_is_what_was_written_and_no_words_go_there(server: ChromaServer) -> None:
    pointer = server.write(SURFACES, VECTORS, embedder="hash-64")
    assert server.served(WANTED) == pointer
    assert np.allclose(server.read(SURFACES, pointer), VECTORS)
    [held] = client(server.url).list_collections()
    assert not any(held.get(include=["documents"])["documents"] or [])
    with pytest.raises(IndexDamaged, match="does not hold"):
        server.read(SURFACES[:3], pointer)


def test_an_index_that_cannot_be_proved_is_never_served(server: ChromaServer) -> None:
    before = server.write(SURFACES, VECTORS, embedder="hash-64")
    with pytest.raises(IndexDamaged):
        server.write(SURFACES, np.zeros_like(VECTORS), embedder="hash-64")
    assert server.served(WANTED) == before
    assert names(server.url) == {before.collection}


def test_half_an_index_is_not_served_and_the_oldest_go(server: ChromaServer) -> None:
    about = {"content": WANTED.content, "embedder": "hash-64", "dimension": 64, "surfaces": 1, "begun_at": 0.0}
    client(server.url).create_collection("half", metadata=about)
    client(server.url).create_collection("somebody-elses")
    assert server.served(WANTED) is None
    written = [server.write(SURFACES, VECTORS, embedder="hash-64").collection for _ in range(4)]
    assert names(server.url) == {"somebody-elses", *written[1:]}
    served = server.served(WANTED)
    assert served is not None
    assert served.collection == written[-1]


def test_each_version_of_the_knowledge_has_its_own_index(server: ChromaServer) -> None:
    old = server.write(SURFACES, VECTORS, embedder="hash-64")
    newer = surfaces_of([replace(PASSAGES[0], text="Nye ord."), *PASSAGES[1:]])
    server.write(newer, VECTORS[: len(newer)] if len(newer) <= len(VECTORS) else VECTORS, embedder="hash-64")
    assert server.served(WANTED) == old


async def test_a_server_that_is_away_is_stepped_around(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    retriever = await open_retriever(
        PASSAGES,
        embedder=HashEmbedder(),
        embeddings=MemoryEmbeddings(),
        folder=tmp_path,
        place=ChromaServer("http://127.0.0.1:9"),
    )
    assert retriever.search("udbud og indkøb", language=Language.DANISH)[0].passage.id == "tender:da"
    assert [record.message for record in caplog.records if record.name.startswith("bot.")] == ["index.fallback"]


async def test_readers_under_load_never_see_half_an_index(
    server: ChromaServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Two versions of the knowledge are built over and over while readers of both open them."""
    embeddings, embedder = MemoryEmbeddings(), HashEmbedder()
    newer = [replace(each, text=f"{each.text} Ny.") for each in PASSAGES]
    versions = (PASSAGES, newer)
    for passages in versions:
        await build_index(passages, embedder=embedder, embeddings=embeddings, folder=tmp_path, place=server)
    is_done = asyncio.Event()

    async def rebuild() -> None:
        for turn in range(6):
            passages = versions[turn % 2]
            await build_index(passages, embedder=embedder, embeddings=embeddings, folder=tmp_path, place=server)
        is_done.set()

    async def read(version: int) -> int:
        passages, reads = versions[version], 0
        while not is_done.is_set() or not reads:
            retriever = await open_retriever(
                passages, embedder=embedder, embeddings=embeddings, folder=tmp_path, place=server
            )
            found = retriever.search("udbud og indkøb", language=Language.DANISH)
            assert {hit.passage.text for hit in found} <= {each.text for each in passages}
            assert found[0].passage.id == "tender:da"
            reads += 1
        return reads

    _, *reads = await asyncio.gather(rebuild(), read(0), read(1))
    assert min(reads) > 0
    # Every read came from the server's index: none was mixed, none had to be stepped around.
    assert [record.message for record in caplog.records if record.message == "index.fallback"] == []
