"""Which cards rest on a case's gold: those that name the same section of a document, or the same public page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain import Card

from .cases import Case, Gold
from .matching import normalise


@dataclass(frozen=True, slots=True)
class GoldCards:
    """Cards by what they rest on. A card whose source names no section rests on the whole document."""

    by_section: dict[tuple[str, str], frozenset[str]]
    by_address: dict[str, frozenset[str]]

    @classmethod
    def from_cards(cls, cards: Iterable[Card]) -> "GoldCards":
        sections: dict[tuple[str, str], set[str]] = {}
        addresses: dict[str, set[str]] = {}
        for card in cards:
            for reference in card.sources:
                if reference.source.document:
                    key = (reference.source.document, _last(reference.section))
                    sections.setdefault(key, set()).add(card.id)
                if reference.source.url:
                    addresses.setdefault(_address(reference.source.url), set()).add(card.id)
        return cls(
            {key: frozenset(cards) for key, cards in sections.items()},
            {key: frozenset(cards) for key, cards in addresses.items()},
        )

    def places(self, case: Case) -> list[frozenset[str]]:
        """The cards that rest on each of a case's gold places; empty where none does."""
        return [self._cards(gold) for gold in case.gold]

    def of(self, case: Case) -> frozenset[str]:
        return frozenset[str]().union(*self.places(case))

    def _cards(self, gold: Gold) -> frozenset[str]:
        if gold.snippet.startswith("http"):
            return self.by_address.get(_address(gold.snippet), frozenset())
        return self.by_section.get((gold.file, _last(gold.section)), frozenset())


def _last(section: str) -> str:
    """The innermost heading of a path like `Punkt 3: … > Sagsfremstilling`, with the item's number before it."""
    item = re.match(r"\s*punkt (\d+)", section, re.IGNORECASE)
    innermost = normalise(section.split(">")[-1]).strip(" :")
    return f"{item[1] if item else ''}/{innermost}"


def _address(url: str) -> str:
    return url.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
