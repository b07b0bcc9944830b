"""Models: the only room that knows how texts become vectors."""

from .fastembed_embedder import FastembedEmbedder
from .local_embedder import LocalEmbedder
from .openai_embedder import Endpoint, OpenAIEmbedder

__all__ = ["Endpoint", "FastembedEmbedder", "LocalEmbedder", "OpenAIEmbedder"]
