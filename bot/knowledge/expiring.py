"""The days by which cards need their editors: those that run out, and those that are to be read again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.domain import Card, CardDue, Care, SourceRef

from .checks.freshness import REVIEW_EVERY, tells_its_time
from .findings import Finding, Severity
from .loading import Reading, read_knowledge, read_whole

_SAYS = {Care.REVIEW: "is to be read again by {day}", Care.VALIDITY: "holds until {day}"}
_FIXES = {
    Care.REVIEW: "read it against its sources and write that day under reviewed",
    Care.VALIDITY: "read its sources anew, then move valid_to, or name what replaces it in superseded_by",
}


def cards_due(folder: Path) -> list[CardDue]:
    """Every card's days, with the editor who is told of them. Cards that have been replaced need nobody's care.

    Raises:
        ConfigurationError: something in the folder is unusable: a card that cannot be read must not be passed over.
    """
    reading = read_whole(folder)
    return [due for card in reading.knowledge.cards for due in _dues(card, reading)]


def expiring(folder: Path, *, today: date, within: timedelta) -> list[Finding]:
    """Those whose day lies within so many days, soonest first, for `indgang check`."""
    reading = read_knowledge(folder)
    soon = [
        (due, card)
        for card in reading.knowledge.cards
        for due in _dues(card, reading)
        if today <= due.day <= today + within
    ]
    return [
        Finding(due.file, _problem(due, card, today), _FIXES[due.care], Severity.NOTICE)
        for due, card in sorted(soon, key=lambda each: (each[0].day, each[0].card_id, each[0].care))
    ]


def _problem(due: CardDue, card: Card, today: date) -> str:
    says = _SAYS[due.care].format(day=due.day)
    told = due.editor or "nobody (write editors: in directory/answering.yaml)"
    return f"{says} ({(due.day - today).days} days left); its sources are by {_owners(card.sources)}; told: {told}"


def _dues(card: Card, reading: Reading) -> Iterator[CardDue]:
    if card.superseded_by:
        return
    days = (
        (Care.REVIEW, card.reviewed + REVIEW_EVERY if card.reviewed else None),
        (Care.VALIDITY, card.valid_to),
    )
    for care, day in days:
        if day is not None:
            yield CardDue(
                card_id=card.id,
                title=card.title,
                file=reading.files[card.id],
                day=day,
                care=care,
                editor=reading.knowledge.directory.answering.editor_of(card.topic),
                is_settled=care is Care.VALIDITY and tells_its_time(card.body),
            )


def _owners(sources: tuple[SourceRef, ...]) -> str:
    return ", ".join(dict.fromkeys(each.source.owner for each in sources)) or "nobody"
