"""An embedder by the `fastembed` package, which fetches its model from a hub at first use."""

import hashlib
import importlib
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.domain import ConfigurationError

from .readable import readable, readable_query
from .weights import Floats

PACKAGE = "fastembed"


class Model(Protocol):
    """What we use of fastembed.TextEmbedding."""

    def embed(self, documents: Iterable[str]) -> Iterable[Floats]: ...


class FastembedEmbedder:
    """Implements ports.Embedder. Loads on first use; may be shared by threads."""

    def __init__(
        self, *, model: str, cache_folder: Path, threads: int = 2, query_prefix: str = "", passage_prefix: str = ""
    ) -> None:
        self._model_name = model
        self._cache_folder = cache_folder
        self._threads = threads
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix
        self._loading = threading.Lock()
        self._model: Model | None = None
        self._dimension = 0

    @property
    def name(self) -> str:
        prefixes = f"{self._query_prefix}\0{self._passage_prefix}"
        return f"{PACKAGE}-{self._model_name}-{hashlib.sha256(prefixes.encode()).hexdigest()[:12]}"

    @property
    def is_unfitted(self) -> bool:
        """Its scale of cosines is measured at the knowledge, since no threshold was fitted on it."""
        return True

    @property
    def dimension(self) -> int:
        if not self._dimension:
            self._dimension = len(self.embed_query(PACKAGE))
        return self._dimension

    def embed_query(self, text: str) -> list[float]:
        [vector] = self._embed([f"{self._query_prefix}{readable_query(text)}"])
        return vector

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return self._embed([f"{self._passage_prefix}{readable(text)}" for text in texts]) if texts else []

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        vectors = np.array(list(self._load().embed(texts)), np.float32)
        units: list[list[float]] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).tolist()
        return units

    def _load(self) -> Model:
        with self._loading:
            if self._model is None:
                self._model = _open(self._model_name, cache_folder=self._cache_folder, threads=self._threads)
            return self._model


def _open(model: str, *, cache_folder: Path, threads: int) -> Model:
    try:
        package = importlib.import_module(PACKAGE)
    except ImportError:
        raise ConfigurationError(
            "INDGANG_EMBEDDING__PROVIDER=fastembed needs the package: install indgang[fastembed], "
            "or choose local or openai"
        ) from None
    try:
        opened: Model = package.TextEmbedding(model_name=model, cache_dir=str(cache_folder), threads=threads)
    except Exception as error:  # whatever the hub or its client raises, the operator has one thing to do
        raise ConfigurationError(
            f"fastembed cannot open {model!r}: check INDGANG_EMBEDDING__MODEL and that the model hub can be reached"
        ) from error
    return opened
