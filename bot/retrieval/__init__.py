"""From a question to the passages that might answer it."""

from .building import IndexReport, build_index, open_retriever, silent
from .chroma_server import ChromaServer
from .embedding import EmbeddingStore, Progress, embed_once, embedding_key
from .passages import passages_of
from .places import IndexFolder, IndexPlace
from .retriever import HybridRetriever, build_retriever
from .surfaces import Surface, surfaces_of
from .vector_index import IndexDamaged

__all__ = [
    "ChromaServer",
    "EmbeddingStore",
    "HybridRetriever",
    "IndexDamaged",
    "IndexFolder",
    "IndexPlace",
    "IndexReport",
    "Progress",
    "Surface",
    "build_index",
    "build_retriever",
    "embed_once",
    "embedding_key",
    "open_retriever",
    "passages_of",
    "silent",
    "surfaces_of",
]
