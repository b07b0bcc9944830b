"""The proof that a destination does this work: citations of the cards the directory names for it."""

from collections.abc import Collection

from bot.domain import Citation, Destination, Language
from bot.ports import Passages


def proof_of(
    destination: Destination,
    passages: Passages,
    *,
    regions: Collection[str] = (),
    language: Language = Language.DANISH,
) -> tuple[Citation, ...]:
    """One citation per supporting card, numbered from one; those about a named region come first."""
    known = [passage for card in destination.cards if (passage := passages.passage(card, language=language))]
    found = sorted(known, key=lambda passage: passage.region not in regions)
    return tuple(
        Citation.of(passage, marker=marker, quote=passage.text.partition("\n")[0])
        for marker, passage in enumerate(found, start=1)
    )
