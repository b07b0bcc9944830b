"""Where passages are found."""

from datetime import date
from typing import Protocol

from bot.domain import (
    Found,
    Language,
    Passage,
)


class Passages(Protocol):
    """Cards by name."""

    def passage(self, card_id: str, *, language: Language) -> Passage | None:
        """The passage of a card in a language, or None."""
        ...


class Retriever(Passages, Protocol):
    async def retrieve(self, query: str, *, language: Language, day: date, translated: str = "") -> Found:
        """What fits a question, one passage per card, in `language` where a card has it.

        `translated` is the same question in the other language, where somebody wrote it; both forms are heard alike.

        A card whose `valid_to` lies before `day` is still found (its answer says "as of"); a superseded one is not.
        """
        ...
