"""The cards that are about to run out, for whoever owns them."""

from datetime import date, timedelta
from pathlib import Path

from bot.domain import SourceRef

from .findings import Finding, Severity
from .loading import read_knowledge


def expiring(folder: Path, *, today: date, within: timedelta) -> list[Finding]:
    """Soonest first. Cards that have been replaced need nobody's care."""
    reading = read_knowledge(folder)
    soon = [
        (card.valid_to, card)
        for card in reading.knowledge.cards
        if card.valid_to and not card.superseded_by and today <= card.valid_to <= today + within
    ]
    return [
        Finding(
            reading.files[card.id],
            f"holds until {day} ({(day - today).days} days left); its sources are by {_owners(card.sources)}",
            "read its sources anew, then move valid_to, or name what replaces it in superseded_by",
            Severity.NOTICE,
        )
        for day, card in sorted(soon, key=lambda each: (each[0], each[1].id))
    ]


def _owners(sources: tuple[SourceRef, ...]) -> str:
    return ", ".join(dict.fromkeys(each.source.owner for each in sources)) or "nobody"
