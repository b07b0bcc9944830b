"""The fastembed package where it is installed, and what is said where it is not."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import numpy.typing as npt
import pytest

from bot.domain import ConfigurationError
from bot.llm import FastembedEmbedder
from tests.fakes import HashEmbedder

MODEL = "intfloat/multilingual-e5-large"


class TextEmbedding:
    """What the package offers, by character 3-grams."""

    def __init__(self, *, model_name: str, cache_dir: str, threads: int) -> None:
        if model_name != MODEL:
            raise ValueError(f"{model_name} is not supported")
        self.read: list[str] = []

    def embed(self, documents: Iterable[str]) -> Iterator[npt.NDArray[np.float32]]:
        for text in documents:
            self.read.append(text)
            yield np.array(HashEmbedder().embed_query(text), np.float32) * 2


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    package = ModuleType("fastembed")
    package.__dict__["TextEmbedding"] = TextEmbedding
    monkeypatch.setitem(sys.modules, "fastembed", package)


def embedder(folder: Path, *, model: str = MODEL, prefix: str = "") -> FastembedEmbedder:
    return FastembedEmbedder(model=model, cache_folder=folder, query_prefix=prefix)


def test_where_it_is_not_installed_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastembed", None)
    with pytest.raises(ConfigurationError, match=r"install indgang\[fastembed\]"):
        embedder(tmp_path).embed_query("udbud")


@pytest.mark.usefixtures("installed")
def test_it_gives_unit_vectors(tmp_path: Path) -> None:
    made = embedder(tmp_path, prefix="query: ")
    assert made.dimension == 64
    assert np.allclose(made.embed_query("udbud"), HashEmbedder().embed_query("query: udbud"), atol=1e-6)
    assert np.allclose(made.embed_passages(["udbud"]), HashEmbedder().embed_passages(["udbud"]), atol=1e-6)
    assert made.embed_passages([]) == []


@pytest.mark.usefixtures("installed")
def test_a_model_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="INDGANG_EMBEDDING__MODEL"):
        embedder(tmp_path, model="none").embed_query("udbud")


def test_model_and_prefixes_make_the_name(tmp_path: Path) -> None:
    names = {embedder(tmp_path).name, embedder(tmp_path, model="none").name, embedder(tmp_path, prefix="query: ").name}
    assert len(names) == 3
