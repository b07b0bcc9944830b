"""From a question to the passages that might answer it."""

from .building import IndexReport, build_index, open_retriever
from .embedding import EmbeddingStore, Progress, embedding_key
from .passages import passages_of
from .retriever import HybridRetriever, build_retriever
from .surfaces import Surface, surfaces_of
from .vector_index import IndexDamaged

__all__ = [
    "EmbeddingStore",
    "HybridRetriever",
    "IndexDamaged",
    "IndexReport",
    "Progress",
    "Surface",
    "build_index",
    "build_retriever",
    "embedding_key",
    "open_retriever",
    "passages_of",
    "surfaces_of",
]
