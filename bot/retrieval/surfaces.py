"""What a passage is found by, its text and the questions it is known to answer; and what only looks like it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import ConfigurationError, Passage

TEXT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """One text that is embedded. `ask` and `lookalike` are its place among the passage's asks or lookalikes, or TEXT.

    A lookalike is learnt from and never searched.
    """

    passage: Passage
    text: str
    ask: int = TEXT
    lookalike: int = TEXT

    @property
    def id(self) -> str:
        if self.is_lookalike:
            return f"{self.passage.id}~{self.lookalike}"
        return f"{self.passage.id}?{self.ask}" if self.is_ask else self.passage.id

    @property
    def is_ask(self) -> bool:
        return self.ask != TEXT

    @property
    def is_lookalike(self) -> bool:
        return self.lookalike != TEXT


def surfaces_of(passages: Sequence[Passage]) -> list[Surface]:
    """Passage by passage, the text first.

    Raises:
        ConfigurationError: two passages share an id.
    """
    if len({passage.id for passage in passages}) < len(passages):
        ids = [passage.id for passage in passages]
        twice = ", ".join(sorted({each for each in ids if ids.count(each) > 1}))
        raise ConfigurationError(f"these passages exist twice; give each its own id: {twice}")
    return [surface for passage in passages for surface in _surfaces(passage)]


def text_of(passage: Passage) -> str:
    return f"{passage.title}\n{passage.text}".strip()


def _surfaces(passage: Passage) -> list[Surface]:
    asks = [
        Surface(passage=passage, text=ask.text, ask=place) for place, ask in enumerate(passage.asks) if ask.text.strip()
    ]
    lookalikes = [Surface(passage=passage, text=text, lookalike=place) for place, text in enumerate(passage.lookalikes)]
    return [Surface(passage=passage, text=text_of(passage)), *asks, *lookalikes]


def document_passages(surfaces: Sequence[Surface]) -> list[Passage]:
    """The passages whose word pieces are compared: those of documents."""
    return [surface.passage for surface in surfaces if not surface.is_ask and not surface.passage.is_card]


def content_hash(surfaces: Sequence[Surface]) -> str:
    """Changes when any searched text does; an index carries it to say what it was built from."""
    digest = hashlib.sha256()
    for surface in surfaces:
        digest.update(f"{surface.id}\0{surface.text}\0".encode("utf-8", "replace"))
    return digest.hexdigest()
