"""Reads directory/areas.yaml and directory/activities.yaml: what known work is about, each proved by a card."""

from collections.abc import Sequence
from pathlib import Path

from bot.domain import Activity, ActivityKind, Area, Card

from .findings import Finding
from .record import Record
from .source_files import entries


def read_areas(folder: Path, *, findings: list[Finding]) -> tuple[Area, ...]:
    areas = list[Area]()
    for key, row in _entries(folder, "areas", findings).items():
        row.allow_only("name", "of_the_body", "words")
        words = row.texts("words")
        if not words:
            row.note("has no words", "write words: the beginnings of words by which it is known, in both languages")
        areas.append(
            Area(id=key, name=row.both("name"), words=words, of_the_body=row.values.get("of_the_body") is True)
        )
    return tuple(area for area in areas if area.words)


def read_activities(
    folder: Path, *, areas: Sequence[Area], cards: Sequence[Card], findings: list[Finding]
) -> tuple[Activity, ...]:
    by_id, known = {card.id: card for card in cards}, {area.id for area in areas}
    found = list[Activity]()
    for key, row in _entries(folder, "activities", findings).items():
        row.allow_only("kind", "card", "areas")
        kind, named = row.choice("kind", ActivityKind, required=True), row.text("card", required=True)
        card = by_id.get(named)
        if named and card is None:
            row.note(f"unknown card {named!r}", "name the card that tells of it")
        elif card is not None and card.superseded_by:
            row.note(f"is proved by {named!r}, which was replaced", f"name {card.superseded_by}, if it still holds")
        for area in set(row.texts("areas")) - known:
            row.note(f"unknown area {area!r}", "use a key of directory/areas.yaml, or add it there")
        if kind is not None and card is not None:
            found.append(_activity(key, kind, row.texts("areas"), card))
    return tuple(found)


def _entries(folder: Path, name: str, findings: list[Finding]) -> dict[str, Record]:
    """A folder without the file lists none."""
    path = folder / "directory" / f"{name}.yaml"
    return entries(path, folder=folder, findings=findings) if path.exists() else {}


def _activity(key: str, kind: ActivityKind, areas: tuple[str, ...], card: Card) -> Activity:
    reference = card.sources[0] if card.sources else None
    return Activity(
        id=key,
        kind=kind,
        areas=areas,
        card_id=card.id,
        region=card.region,
        title=card.title,
        source_title=reference.source.title if reference else "",
        section=reference.section if reference else "",
        url=reference.source.url if reference else "",
        as_of=card.as_of,
    )
