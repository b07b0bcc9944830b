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
from .leaning_store import open_leaning
from .places import IndexFolder, IndexPlace, Wanted
from .pointer import Pointer
from .retriever import HybridRetriever, build_retriever
from .state_store import open_states
from .surfaces import Surface, content_hash, surfaces_of
from .vector_index import IndexDamaged

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
    place: IndexPlace | None = None,
    progress: Progress = silent,
) -> IndexReport:
    """Embed what is new, write a fresh index and switch to it. Texts already embedded cost nothing.

    The index lies in `folder` unless another place is given; what is kept beside it lies there in any case.

    Raises:
        ConfigurationError: two passages share an id.
        IndexDamaged: the new index could not be proved; the old one is still served.
    """
    surfaces = surfaces_of(passages)
    texts = [surface.text for surface in surfaces]
    embedded = await embed_once(texts, embedder=embedder, embeddings=embeddings, progress=progress)
    there = place or IndexFolder(folder)
    pointer = await asyncio.to_thread(there.write, surfaces, embedded.vectors, embedder=embedder.name)
    await asyncio.to_thread(open_states, surfaces, embedder=embedder, folder=folder)
    await asyncio.to_thread(open_leaning, surfaces, embedded.vectors, folder=folder)
    logger.info("index.built", extra={"collection": pointer.collection, "texts": len(texts)})
    return IndexReport(texts=len(texts), computed=embedded.computed, collection=pointer.collection)


async def open_retriever(
    passages: Sequence[Passage],
    *,
    embedder: Embedder,
    embeddings: EmbeddingStore,
    folder: Path,
    place: IndexPlace | None = None,
    progress: Progress = silent,
) -> HybridRetriever:
    """A retriever over the served index; one built from other passages or by another embedder is built anew first.

    A damaged index is built anew from the stored embeddings; where even that fails, or nothing can be written, it is
    stepped around, and the embeddings are searched in memory.
    """
    surfaces, there = surfaces_of(passages), place or IndexFolder(folder)
    wanted = Wanted(content=content_hash(surfaces), embedder=embedder.name, dimension=embedder.dimension)

    async def build() -> None:
        await build_index(
            passages, embedder=embedder, embeddings=embeddings, folder=folder, place=there, progress=progress
        )

    try:
        if await asyncio.to_thread(there.served, wanted) is None:
            await build()
        try:
            vectors = await asyncio.to_thread(_read, surfaces, wanted, there)
        except IndexDamaged as error:
            logger.warning("index.damaged", extra={"reason": str(error), "folder": folder.name})
            await build()
            vectors = await asyncio.to_thread(_read, surfaces, wanted, there)
    except (IndexDamaged, ChromaError, OSError) as error:
        logger.warning("index.fallback", extra={"reason": type(error).__name__, "folder": folder.name})
        texts = [surface.text for surface in surfaces]
        vectors = (await embed_once(texts, embedder=embedder, embeddings=embeddings, progress=progress)).vectors
    states = await asyncio.to_thread(open_states, surfaces, embedder=embedder, folder=folder)
    leaning = await asyncio.to_thread(open_leaning, surfaces, vectors, folder=folder)
    return await asyncio.to_thread(
        build_retriever, surfaces, vectors, embedder=embedder, states=states, leaning=leaning
    )


def _read(surfaces: Sequence[Surface], wanted: Wanted, place: IndexPlace) -> Floats:
    # A new index may replace the one just read about; then another is served.
    before: Pointer | None = None
    for is_last_try in (False, True):
        pointer = place.served(wanted)
        if pointer is None or pointer == before:
            break
        try:
            return place.read(surfaces, pointer)
        except IndexDamaged:
            if is_last_try or place.served(wanted) == pointer:
                raise
            before = pointer
    raise IndexDamaged("another index was switched to meanwhile; start again to read it")
