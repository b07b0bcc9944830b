"""The index is disposable: built afresh, proved, switched to at once, and never needed."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.domain import Language
from bot.retrieval import build_index, open_retriever, passages_of
from bot.retrieval.pointer import read_pointer
from bot.retrieval.surfaces import surfaces_of
from bot.retrieval.vector_index import IndexDamaged, read_vectors, write_index
from tests.fakes import HashEmbedder, MemoryEmbeddings
from tests.retrieval.samples import SUBJECTS, card

pytestmark = pytest.mark.anyio

PASSAGES = [passage for key in SUBJECTS for passage in passages_of(card(key))]


async def build(folder: Path, embeddings: MemoryEmbeddings, embedder: HashEmbedder | None = None) -> int:
    report = await build_index(PASSAGES, embedder=embedder or HashEmbedder(), embeddings=embeddings, folder=folder)
    return report.computed


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def find(name: str, folder: Path) -> Path:
    [file] = folder.glob(f"**/{name}")
    return file


async def finds_the_tender(folder: Path, embeddings: MemoryEmbeddings) -> bool:
    retriever = await open_retriever(PASSAGES, embedder=HashEmbedder(), embeddings=embeddings, folder=folder)
    [first, *_] = retriever.search("udbud og indkøb", language=Language.DANISH)
    return first.passage.id == "tender:da"


async def test_a_second_index_embeds_nothing(tmp_path: Path) -> None:
    embeddings = MemoryEmbeddings()
    assert await build(tmp_path, embeddings) == len({surface.text for surface in surfaces_of(PASSAGES)})
    assert await build(tmp_path, embeddings) == 0


async def test_progress_ends_where_it_said_it_would(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    await build_index(
        PASSAGES,
        embedder=HashEmbedder(),
        embeddings=MemoryEmbeddings(),
        folder=tmp_path,
        progress=lambda done, total: steps.append((done, total)),
    )
    assert steps[-1] == (30, 30)
    assert steps == sorted(steps)


async def test_only_the_served_index_is_kept(tmp_path: Path) -> None:
    embeddings = MemoryEmbeddings()
    for _ in range(3):
        await build(tmp_path, embeddings)
    pointer = read_pointer(tmp_path)
    assert pointer is not None
    assert names_in(tmp_path) == sorted([pointer.collection, "current.json"])


async def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    surfaces = surfaces_of(PASSAGES)
    vectors = np.array(HashEmbedder().embed_passages([surface.text for surface in surfaces]), np.float32)
    pointer = write_index(surfaces, vectors, embedder="hash-64", folder=tmp_path)
    for _ in range(2):
        assert np.array_equal(read_vectors(surfaces, pointer=pointer, folder=tmp_path), vectors)
    with pytest.raises(IndexDamaged, match="does not hold"):
        read_vectors(surfaces[:3], pointer=pointer, folder=tmp_path)


async def test_a_first_start_builds_the_index(tmp_path: Path) -> None:
    assert await finds_the_tender(tmp_path / "new", MemoryEmbeddings())
    assert read_pointer(tmp_path / "new") is not None


async def test_another_embedder_or_other_words_mean_a_new_index(tmp_path: Path) -> None:
    embeddings = MemoryEmbeddings()
    await build(tmp_path, embeddings)
    before = read_pointer(tmp_path)
    await open_retriever(
        PASSAGES, embedder=HashEmbedder(name="hash-32", dimension=32), embeddings=embeddings, folder=tmp_path
    )
    between = read_pointer(tmp_path)
    assert between is not None
    assert (between.embedder, between.dimension) == ("hash-32", 32)
    changed = [replace(PASSAGES[0], text="Nye ord."), *PASSAGES[1:]]
    await open_retriever(changed, embedder=HashEmbedder(), embeddings=embeddings, folder=tmp_path)
    assert before not in (None, between, read_pointer(tmp_path))


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _scribble(file: Path) -> None:
    file.write_bytes(b"x" * file.stat().st_size)


def _remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("name", ["header.bin", "data_level0.bin", "chroma.sqlite3"])
@pytest.mark.parametrize("harm", [_truncate, _scribble, _remove])
async def test_a_damaged_index_is_built_anew_and_embeds_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, harm: Callable[[Path], None]
) -> None:
    embeddings, embedder = MemoryEmbeddings(), HashEmbedder()
    await build(tmp_path, embeddings, embedder)
    harm(find(name, tmp_path))
    harmed = read_pointer(tmp_path)
    known = len(embeddings.kept)
    with caplog.at_level(logging.WARNING):
        assert await finds_the_tender(tmp_path, embeddings)
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == ["index.damaged"]
    assert len(embeddings.kept) == known
    mended = read_pointer(tmp_path)
    assert mended not in (None, harmed)
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        assert await finds_the_tender(tmp_path, embeddings)
    assert caplog.records == []
    assert read_pointer(tmp_path) == mended


async def test_a_folder_that_cannot_be_written_is_stepped_around(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert await finds_the_tender(tmp_path / "file", MemoryEmbeddings())


async def test_a_half_written_index_is_never_served(tmp_path: Path) -> None:
    embeddings = MemoryEmbeddings()
    await build(tmp_path, embeddings)
    before = read_pointer(tmp_path)
    surfaces = surfaces_of(PASSAGES)
    with pytest.raises(IndexDamaged):
        write_index(surfaces, np.zeros((len(surfaces), 64), np.float32), embedder="hash-64", folder=tmp_path)
    assert read_pointer(tmp_path) == before
    assert await finds_the_tender(tmp_path, embeddings)


async def test_readers_never_see_half_a_switch(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    embeddings = MemoryEmbeddings()
    await build(tmp_path, embeddings)

    async def switch() -> None:
        for _ in range(3):
            await build(tmp_path, embeddings)

    async def read() -> list[bool]:
        return [await finds_the_tender(tmp_path, embeddings) for _ in range(3)]

    _, *readers = await asyncio.gather(switch(), read(), read())
    assert readers == [[True] * 3] * 2
    assert read_pointer(tmp_path) is not None
