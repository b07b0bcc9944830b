"""The proof that a destination does this work: citations of the cards the directory names for it."""

from bot.domain import Citation, Destination, Language
from bot.ports import Passages


def proof_of(
    destination: Destination, passages: Passages, *, language: Language = Language.DANISH
) -> tuple[Citation, ...]:
    """One citation per supporting card, numbered from one."""
    found = (passages.passage(card, language=language) for card in destination.cards)
    return tuple(
        Citation(
            marker=marker,
            card_id=passage.card_id,
            passage_id=passage.id,
            title=passage.title,
            source_title=passage.source_title,
            owner=passage.owner,
            section=passage.section,
            url=passage.url,
            as_of=passage.as_of,
            quote=passage.text.partition("\n")[0],
        )
        for marker, passage in enumerate((passage for passage in found if passage), start=1)
    )
