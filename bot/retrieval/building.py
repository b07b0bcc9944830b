"""From passages to a searchable index, and from an index to a retriever that always answers."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chromadb.errors import ChromaError

from bot.domain import Passage
from bot.ports import Embedder

from .arrays import Floats
from .embedding import EmbeddingStore, Progress, embed_once
from .pointer import Pointer, read_pointer
from .retriever import HybridRetriever, build_retriever
from .state_store import open_states
from .surfaces import Surface, content_hash, surfaces_of
from .vector_index import IndexDamaged, read_vectors, write_index

logger = logging.getLogger(__name__)


def silent(done: int, total: int) -> None:
    """For those who do not watch the progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """`texts` are searchable now; `computed` of them were embedded for it, the rest were known."""

    texts: int
    computed: int
    collection: str


async def build_index(
    passages: Sequence[Passage],
    *,
    embedder: Embedder,
    embeddings: EmbeddingStore,
    folder: Path,
    progress: Progress = silent,
) -> IndexReport:
    """Embed what is new, write a fresh index and switch to it. Texts already embedded cost nothing.

    Raises:
        ConfigurationError: two passages share an id.
        IndexDamaged: the new index could not be proved; the old one is still served.
    """
    surfaces = surfaces_of(passages)
    texts = [surface.text for surface in surfaces]
    embedded = await embed_once(texts, embedder=embedder, embeddings=embeddings, progress=progress)
    pointer = await asyncio.to_thread(write_index, surfaces, embedded.vectors, embedder=embedder.name, folder=folder)
    await asyncio.to_thread(open_states, surfaces, embedder=embedder, folder=folder)
    logger.info("index.built", extra={"collection": pointer.collection, "texts": len(texts)})
    return IndexReport(texts=len(texts), computed=embedded.computed, collection=pointer.collection)


async def open_retriever(
    passages: Sequence[Passage],
    *,
    embedder: Embedder,
    embeddings: EmbeddingStore,
    folder: Path,
    progress: Progress = silent,
) -> HybridRetriever:
    """A retriever over the served index; one built from other passages or by another embedder is built anew first.

    A damaged index, or one that cannot be written, is stepped around: the stored embeddings are searched in memory.
    """
    surfaces = surfaces_of(passages)
    try:
        if not _is_current(read_pointer(folder), surfaces, embedder):
            await build_index(passages, embedder=embedder, embeddings=embeddings, folder=folder, progress=progress)
        vectors = await asyncio.to_thread(_read, surfaces, embedder, folder)
    except (IndexDamaged, ChromaError, OSError) as error:
        logger.warning("index.fallback", extra={"reason": type(error).__name__, "folder": folder.name})
        texts = [surface.text for surface in surfaces]
        vectors = (await embed_once(texts, embedder=embedder, embeddings=embeddings, progress=progress)).vectors
    states = await asyncio.to_thread(open_states, surfaces, embedder=embedder, folder=folder)
    return await asyncio.to_thread(build_retriever, surfaces, vectors, embedder=embedder, states=states)


def _is_current(pointer: Pointer | None, surfaces: Sequence[Surface], embedder: Embedder) -> bool:
    wanted = (content_hash(surfaces), embedder.name, embedder.dimension)
    return pointer is not None and (pointer.content, pointer.embedder, pointer.dimension) == wanted


def _read(surfaces: Sequence[Surface], embedder: Embedder, folder: Path) -> Floats:
    # A new index may replace the one just read about; then the pointer names its successor.
    for is_last_try in (False, True):
        pointer = read_pointer(folder)
        if pointer is None or not _is_current(pointer, surfaces, embedder):
            break
        try:
            return read_vectors(surfaces, pointer=pointer, folder=folder)
        except IndexDamaged:
            if is_last_try or read_pointer(folder) == pointer:
                raise
    raise IndexDamaged("another index was switched to meanwhile; start again to read it")
