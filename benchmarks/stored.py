"""Embeddings kept in a file between runs, so that measuring again costs minutes less."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.llm import LocalEmbedder

Floats = npt.NDArray[np.float32]


class FileEmbeddings:
    """An EmbeddingStore over one SQLite file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB)")

    async def get(self, keys: Sequence[str]) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}
        for key in keys:
            row = self._connection.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
            if row:
                found[key] = np.frombuffer(row[0], np.float32).tolist()
        return found

    async def put(self, vectors: Mapping[str, Sequence[float]]) -> None:
        rows = [(key, np.asarray(vector, np.float32).tobytes()) for key, vector in vectors.items()]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def close(self) -> None:
        self._connection.close()


class StoredReader:
    """The local embedder, remembering what it read; only for measuring quality, never speed."""

    def __init__(self, embedder: LocalEmbedder, path: Path) -> None:
        self._embedder = embedder
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute("CREATE TABLE IF NOT EXISTS states (key TEXT PRIMARY KEY, vector BLOB, states BLOB)")

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def embed_query(self, text: str) -> list[float]:
        return self.read_query(text)[0]

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return self._embedder.embed_passages(texts)

    def read_query(self, text: str) -> tuple[list[float], Floats]:
        key = self._key("query", text)
        found = self._connection.execute("SELECT vector, states FROM states WHERE key = ?", (key,)).fetchone()
        if found:
            return np.frombuffer(found[0], np.float32).tolist(), self._unpacked(found[1])
        vector, states = self._embedder.read_query(text)
        self._keep(key, np.asarray(vector, np.float32).tobytes(), states)
        return vector, states

    def passage_states(self, texts: Sequence[str]) -> list[Floats]:
        found: list[Floats] = []
        for text in texts:
            key = self._key("passage", text)
            row = self._connection.execute("SELECT states FROM states WHERE key = ?", (key,)).fetchone()
            if row:
                found.append(self._unpacked(row[0]))
                continue
            found += self._embedder.passage_states([text])
            self._keep(key, b"", found[-1])
        return found

    def _key(self, kind: str, text: str) -> str:
        return hashlib.sha256("\0".join([self.name, kind, text]).encode()).hexdigest()

    def _keep(self, key: str, vector: bytes, states: Floats) -> None:
        with self._connection:
            row = (key, vector, states.astype(np.float16).tobytes())
            self._connection.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?)", row)

    def _unpacked(self, stored: bytes) -> Floats:
        return np.frombuffer(stored, np.float16).reshape(-1, self.dimension).astype(np.float32)
