"""Which embedder a run is made with: the product's own, or letters alone, which need no model and no index."""

import math
import zlib
from collections.abc import Sequence
from functools import lru_cache

from bot.domain import ConfigurationError
from bot.ports import Embedder
from bot.settings import Settings
from bot.wiring import make_embedder

LOCAL, LETTERS = "local", "letters"
EMBEDDERS = (LOCAL, LETTERS)
DIMENSION = 768
LENGTH = 3
SHARED = 0.72
"""What any two texts have in common: the product's rules expect an embedder whose cosines lie between 0.7 and 1."""


class LetterEmbedder:
    """An Embedder by character 3-grams: the same on every machine, in a thousandth of the time.

    It stands in for meaning where a gate must be cheap and exact; what it scores says nothing of the real embedder.
    """

    @property
    def name(self) -> str:
        return f"{LETTERS}-{DIMENSION}"

    @property
    def dimension(self) -> int:
        return DIMENSION

    def embed_query(self, text: str) -> list[float]:
        if not text.strip():
            raise ValueError("a blank text has no meaning to embed")
        counts = [0.0] * (DIMENSION - 1)
        marked = f" {text.lower()} "
        for start in range(max(1, len(marked) - LENGTH + 1)):
            counts[_place(marked[start : start + LENGTH])] += 1
        length = math.hypot(*counts)
        own = math.sqrt(1 - SHARED) / length
        return [math.sqrt(SHARED), *(count * own for count in counts)]

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


@lru_cache(maxsize=1 << 16)
def _place(letters: str) -> int:
    return zlib.crc32(letters.encode("utf-8", "replace")) % (DIMENSION - 1)


def embedder_named(name: str, settings: Settings) -> Embedder:
    """Raises ConfigurationError where there is no such embedder."""
    if name == LOCAL:
        return make_embedder(settings)
    if name == LETTERS:
        return LetterEmbedder()
    raise ConfigurationError(f"there is no embedder {name!r}; choose one of: {', '.join(EMBEDDERS)}")
