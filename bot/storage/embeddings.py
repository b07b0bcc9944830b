"""Embeddings, kept by key so that no text is embedded twice."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from .database import Database
from .inserting import insert_or_ignore
from .library_tables import embeddings

# Below the smallest limit on parameters in one statement that any of our databases sets.
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlEmbeddings:
    """The vectors of one embedder; another's under the same key are never mixed in."""

    database: Database
    embedder: str

    async def get(self, keys: Sequence[str]) -> dict[str, list[float]]:
        """The vectors that are stored; a key without one is left out."""
        vectors: dict[str, list[float]] = {}
        async with self.database.reading() as connection:
            for batch in _batches(keys):
                query = select(embeddings.c.key, embeddings.c.vector).where(
                    embeddings.c.embedder == self.embedder, embeddings.c.key.in_(batch)
                )
                vectors.update({row.key: unpack(row.vector) for row in await connection.execute(query)})
        return vectors

    async def put(self, vectors: Mapping[str, Sequence[float]]) -> None:
        """Store what is new; a key that is stored keeps its vector."""
        async with self.database.writing() as connection:
            for batch in _batches(list(vectors)):
                rows = [{"embedder": self.embedder, "key": key, "vector": pack(vectors[key])} for key in batch]
                await connection.execute(insert_or_ignore(connection, embeddings), rows)


def pack(vector: Sequence[float]) -> bytes:
    return struct.pack(f"<{len(vector)}f", *vector)


def unpack(stored: bytes) -> list[float]:
    return list(struct.unpack(f"<{len(stored) // 4}f", stored))


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
