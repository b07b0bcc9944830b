"""An index on a Chroma server. A collection is written once, proved, and only then marked: the mark is the switch."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

import httpx
import numpy as np
from chromadb import Collection, HttpClient
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError

from .arrays import Floats
from .places import Wanted
from .pointer import Pointer
from .surfaces import Surface, content_hash
from .vector_index import BATCH, IndexDamaged, fill, name_of, pick

PROVED = "proved_at"
KEPT = 3
"""Proved indexes that stay: readers may still be at the one before, and old replicas during an upgrade at theirs."""
HALF_FINISHED_SECONDS = 24 * 3600
"""A collection without the mark may be one that somebody is just filling; after a day nobody is."""


@dataclass(frozen=True)
class ChromaServer:
    """`url` is `http://host:port`. Vectors and ids only go there, never words."""

    url: str

    def served(self, wanted: Wanted) -> Pointer | None:
        with self._reached():
            found = [pointer for pointer in map(_pointer, self._proved()) if wanted.is_it(pointer)]
        return found[0] if found else None

    def write(self, surfaces: Sequence[Surface], vectors: Floats, *, embedder: str) -> Pointer:
        content, name = content_hash(surfaces), name_of(surfaces, embedder)
        about = {
            "embedder": embedder,
            "content": content,
            "dimension": int(vectors.shape[1]),
            "surfaces": len(surfaces),
            "begun_at": time.time(),
        }
        with self._reached():
            collection = self._client.create_collection(
                name, embedding_function=None, metadata=about, configuration={"hnsw": {"space": "ip"}}
            )
            try:
                fill(collection, surfaces, vectors)
            except (ChromaError, IndexDamaged, httpx.HTTPError):
                with suppress(ChromaError, httpx.HTTPError):
                    self._client.delete_collection(name)
                raise
            collection.modify(metadata={**about, PROVED: time.time()})
            self._tidy()
            return _pointer(collection)

    def read(self, surfaces: Sequence[Surface], pointer: Pointer) -> Floats:
        ids: list[str] = []
        vectors: list[Floats] = []
        with self._reached():
            collection = self._client.get_collection(pointer.collection, embedding_function=None)
            while page := collection.get(include=["embeddings"], limit=BATCH, offset=len(ids)):
                if not page["ids"]:
                    break
                ids += page["ids"]
                vectors.append(np.asarray(page["embeddings"], np.float32))
        return pick(surfaces, ids, np.vstack(vectors) if vectors else None)

    @cached_property
    def _client(self) -> ClientAPI:
        parts = urlsplit(self.url)
        return HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if parts.scheme == "https" else 80),
            ssl=parts.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )

    def _proved(self) -> list[Collection]:
        """Newest first."""
        marked = [each for each in self._client.list_collections() if PROVED in (each.metadata or {})]
        return sorted(marked, key=lambda each: float(each.metadata[PROVED]), reverse=True)

    def _tidy(self) -> None:
        stays = {each.name for each in self._proved()[:KEPT]}
        for each in self._client.list_collections():
            about = each.metadata or {}
            is_young = PROVED not in about and time.time() - float(about.get("begun_at", 0)) < HALF_FINISHED_SECONDS
            if "begun_at" in about and each.name not in stays and not is_young:
                # Another replica may be tidying as well.
                with suppress(ChromaError):
                    self._client.delete_collection(each.name)

    @contextmanager
    def _reached(self) -> Generator[None]:
        try:
            yield
        except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
            raise IndexDamaged(f"the Chroma server {self.url} does not serve the index; see that it runs") from error


def _pointer(collection: Collection) -> Pointer:
    about = collection.metadata
    return Pointer(
        collection=collection.name,
        content=str(about["content"]),
        embedder=str(about["embedder"]),
        dimension=int(about["dimension"]),
        surfaces=int(about["surfaces"]),
        seals={},
    )
