"""Embeddings kept in a file between runs, so that measuring again costs minutes less."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.ports import Embedder


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


class StoredQuestions:
    """An Embedder that remembers the questions it has embedded; only for measuring quality, never speed."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._connection = sqlite3.connect(path, check_same_thread=False)

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def embed_query(self, text: str) -> list[float]:
        key = hashlib.sha256("\0".join([f"{self.name}?query", "passage", text]).encode()).hexdigest()
        row = self._connection.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        if row:
            return list(np.frombuffer(row[0], np.float32).tolist())
        vector = self._embedder.embed_query(text)
        with self._connection:
            blob = np.asarray(vector, np.float32).tobytes()
            self._connection.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (key, blob))
        return vector

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return self._embedder.embed_passages(texts)
