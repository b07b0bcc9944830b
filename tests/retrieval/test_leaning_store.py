"""What was learnt is read again from its file; other examples, and a file that cannot be, are learnt from anew."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.domain import Language, Passage
from bot.retrieval import open_retriever, passages_of, surfaces_of
from bot.retrieval.leaning import Leaning
from bot.retrieval.leaning_store import open_leaning
from tests.fakes import HashEmbedder, MemoryEmbeddings
from tests.retrieval.samples import card
from tests.retrieval.test_leaning import passages

QUESTION = "will you promise us a sale?"


def opened(held: Sequence[Passage], folder: Path) -> Leaning | None:
    surfaces = surfaces_of(held)
    vectors = np.array(HashEmbedder().embed_passages([surface.text for surface in surfaces]), np.float32)
    return open_leaning(surfaces, vectors, folder=folder / "index")


def leans(leaning: Leaning | None) -> list[float]:
    assert leaning is not None
    vector = np.array(HashEmbedder().embed_query(QUESTION), np.float32)
    return list(leaning.of(QUESTION, vector, language=Language.ENGLISH).values())


def learnt(caplog: pytest.LogCaptureFixture) -> int:
    return sum(record.message == "leaning.learnt" for record in caplog.records)


@pytest.fixture(autouse=True)
def told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")


def test_it_is_learnt_once_and_leans_the_same_from_its_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, second = opened(passages(), tmp_path), opened(passages(), tmp_path)
    assert learnt(caplog) == 1
    assert leans(first) == pytest.approx(leans(second))


def test_other_examples_are_learnt_from_anew_and_the_old_are_removed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = leans(opened(passages(), tmp_path))
    after = leans(opened(passages("we promise to deliver"), tmp_path))
    assert learnt(caplog) == 2
    assert before != pytest.approx(after)
    assert len(list((tmp_path / "index-leaning").iterdir())) == 1


@pytest.mark.parametrize("left", [0, 40])
def test_a_damaged_file_is_learnt_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture, left: int) -> None:
    before = leans(opened(passages(), tmp_path))
    [file] = (tmp_path / "index-leaning").iterdir()
    file.write_bytes(file.read_bytes()[:left])
    assert leans(opened(passages(), tmp_path)) == pytest.approx(before)
    assert learnt(caplog) == 2


@pytest.mark.parametrize("names", [("da", "en"), ("da",), ("da", "xx")])
def test_a_file_of_something_else_is_learnt_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, names: tuple[str, ...]
) -> None:
    before = leans(opened(passages(), tmp_path))
    [file] = (tmp_path / "index-leaning").iterdir()
    with file.open("wb") as out:
        np.savez(out, allow_pickle=False, **{name: np.zeros((2, 2), np.float32) for name in names})
    assert leans(opened(passages(), tmp_path)) == pytest.approx(before)
    assert learnt(caplog) == 2


def test_where_nothing_can_be_written_it_stays_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "index-leaning").write_text("a file where a folder should be")
    assert leans(opened(passages(), tmp_path)) == leans(opened(passages(), tmp_path))
    assert learnt(caplog) == 2


def test_where_there_is_nothing_to_tell_apart_nothing_is_kept(tmp_path: Path) -> None:
    assert opened(passages_of(card("data")), tmp_path) is None
    assert not (tmp_path / "index-leaning").exists()


@pytest.mark.anyio
async def test_a_second_start_learns_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        retriever = await open_retriever(
            passages(), embedder=HashEmbedder(), embeddings=MemoryEmbeddings(), folder=tmp_path / "index"
        )
        assert retriever.leaning is not None
    assert learnt(caplog) == 1
