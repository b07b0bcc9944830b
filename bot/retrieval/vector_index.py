"""Vectors in Chroma: the only module that knows it. An index is written once, proved, and never changed."""

import re
import shutil
import uuid
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from chromadb import Collection
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError

from bot.domain import TransientError

from .arrays import Floats
from .pointer import Pointer, seal, switch_to
from .surfaces import Surface, content_hash

BATCH = 1000
SELF_RETRIEVAL = 0.995


class IndexDamaged(TransientError):
    """The index cannot be trusted; build it again. Search goes on without it."""


def write_index(surfaces: Sequence[Surface], vectors: Floats, *, embedder: str, folder: Path) -> Pointer:
    """Build in a folder of its own, prove it, switch to it, and only then remove what was served before.

    Every index has its own folder: Chroma loses records when two processes share one, and keeps deleted files.

    Raises:
        IndexDamaged: the new index does not give back what was put in; the old one stays.
    """
    content, name = content_hash(surfaces), name_of(surfaces, embedder)
    fresh = folder / name
    fresh.mkdir(parents=True)
    try:
        _fill(fresh, name, surfaces, vectors, embedder=embedder)
    except (ChromaError, IndexDamaged):
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    pointer = Pointer(
        collection=name,
        content=content,
        embedder=embedder,
        dimension=vectors.shape[1],
        surfaces=len(surfaces),
        seals=seal(fresh),
    )
    switch_to(pointer, folder=folder)
    return pointer


def read_vectors(surfaces: Sequence[Surface], *, pointer: Pointer, folder: Path) -> Floats:
    """The stored vector of every surface, in order.

    Raises:
        IndexDamaged: a file is missing or altered, or the index holds something else than the pointer says.
    """
    with open_collection(pointer, folder=folder) as collection:
        stored = collection.get(include=["embeddings"])
    vectors = None if stored["embeddings"] is None else np.asarray(stored["embeddings"], np.float32)
    return pick(surfaces, stored["ids"], vectors)


def pick(surfaces: Sequence[Surface], ids: Sequence[str], vectors: Floats | None) -> Floats:
    """The vectors in the surfaces' order; `vectors` stand in the order of `ids`. Raises IndexDamaged."""
    rows = {each: row for row, each in enumerate(ids)}
    if vectors is None or set(rows) != {surface.id for surface in surfaces}:
        raise IndexDamaged("the index does not hold the texts it was built from; run `indgang index`")
    return vectors[[rows[surface.id] for surface in surfaces]]


def name_of(surfaces: Sequence[Surface], embedder: str) -> str:
    """A name no other collection has."""
    return f"{content_hash(surfaces)[:16]}-{re.sub('[^a-zA-Z0-9-]', '-', embedder)}-{uuid.uuid4().hex[:8]}"


@contextmanager
def open_collection(pointer: Pointer, *, folder: Path) -> Generator[Collection]:
    """The collection, in a copy: merely opening it makes Chroma rewrite its files, and two readers must not meet.

    A copy that differs from what was proved is not opened at all: on a truncated file Chroma takes the process down.
    """
    with TemporaryDirectory(prefix="indgang-") as copy:
        try:
            opened = shutil.copytree(folder / pointer.collection, Path(copy) / "index")
            if seal(opened) != pointer.seals:
                raise IndexDamaged("the index's files are altered; run `indgang index`")
            with _client(opened) as client:
                yield client.get_collection(pointer.collection, embedding_function=None)
        except (ChromaError, OSError, ValueError) as error:
            raise IndexDamaged("the index cannot be read; run `indgang index`") from error


def _client(folder: Path) -> Client:
    return Client(settings=Settings(is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False))


def _fill(folder: Path, name: str, surfaces: Sequence[Surface], vectors: Floats, *, embedder: str) -> None:
    with _client(folder) as client:
        collection = client.create_collection(
            name,
            embedding_function=None,
            metadata={"embedder": embedder, "dimension": int(vectors.shape[1])},
            configuration={"hnsw": {"space": "ip"}},
        )
        fill(collection, surfaces, vectors)


def fill(collection: Collection, surfaces: Sequence[Surface], vectors: Floats) -> None:
    """Put every vector in, and see that it is found again. Raises IndexDamaged."""
    for start in range(0, len(surfaces), BATCH):
        batch = surfaces[start : start + BATCH]
        # Ids and vectors only: the words stay in SQL, so erasing something never depends on Chroma.
        collection.add(ids=[surface.id for surface in batch], embeddings=vectors[start : start + BATCH])
    _prove(collection, surfaces, vectors)


def _prove(collection: Collection, surfaces: Sequence[Surface], vectors: Floats) -> None:
    if collection.count() != len(surfaces):
        raise IndexDamaged(f"the new index holds {collection.count()} of {len(surfaces)} texts; build it again")
    found = 0
    for start in range(0, len(surfaces), BATCH):
        batch = vectors[start : start + BATCH]
        nearest = collection.query(query_embeddings=batch, n_results=1, include=["distances"])["distances"] or []
        # By distance, not by id: equal texts have equal vectors, and either of them is right.
        found += sum(bool(row) and row[0] < 1e-3 for row in nearest)
    if found < SELF_RETRIEVAL * len(surfaces):
        raise IndexDamaged(f"only {found} of {len(surfaces)} texts find themselves in the new index; build it again")
