"""Models: the only room that knows how texts become vectors."""

from .local_embedder import LocalEmbedder

__all__ = ["LocalEmbedder"]
