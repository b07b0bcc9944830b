"""Finds cards that nobody has read for too long, that have run out, or that rest on nothing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain import Bilingual, Card
from bot.knowledge.findings import Finding, Severity
from bot.knowledge.loading import Reading

REVIEW_EVERY = timedelta(days=365)
"""A card is read against its sources at least so often."""
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:var|havde|blev|udløb|ophørte|tidligere|was|were|had|expired|ended|until|as of|pr\.)\b",
    re.IGNORECASE,
)


def check_freshness(reading: Reading, *, today: date) -> Iterator[Finding]:
    for card in reading.knowledge.cards:
        where = reading.files[card.id]
        yield from _review(card, where, today)
        yield from _validity(card, where, today)
        if not card.sources and card.boundary is None:
            yield Finding(where, "names no source", "add under sources: the source and the section the facts stand in")


def _review(card: Card, where: str, today: date) -> Iterator[Finding]:
    if card.reviewed is None:
        yield Finding(where, "was never reviewed", "read it against its sources and write reviewed: and the day")
    elif card.reviewed > today:
        yield Finding(where, f"is reviewed on {card.reviewed}, which lies ahead", "write the day it was read")
    elif today - card.reviewed > REVIEW_EVERY:
        days = (today - card.reviewed).days
        yield Finding(where, f"was reviewed {days} days ago", "read it against its sources and write today's day")
    if card.as_of > today.isoformat():
        yield Finding(where, f"holds as of {card.as_of}, which lies ahead", "write the day its facts were known")


def _validity(card: Card, where: str, today: date) -> Iterator[Finding]:
    if card.superseded_by:
        problem = f"is replaced by {card.superseded_by!r} and no longer found"
        yield Finding(where, problem, "delete it when nothing points to it any more", Severity.NOTICE)
    elif card.valid_to and card.valid_to < today and not tells_its_time(card.body):
        yield Finding(
            where,
            f"ran out on {card.valid_to} but speaks of the present",
            "say in both languages when it held, or name its replacement in superseded_by",
        )


def tells_its_time(body: Bilingual) -> bool:
    """Whether both languages say when it held."""
    return bool(_DATED.search(body.da) and _DATED.search(body.en))
