"""What differs between two states of the knowledge folder, card by card, in words an editor can check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import Card, Language


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One card. `details` name what changed, with the old and the new value where they are short."""

    kind: ChangeKind
    card_id: str
    details: tuple[str, ...] = ()


def compare(before: Sequence[Card], after: Sequence[Card]) -> list[Change]:
    """Boundaries count as cards. In the order of the ids."""
    old, new = {card.id: card for card in before}, {card.id: card for card in after}
    changes = list[Change]()
    for card_id in sorted(old.keys() | new.keys()):
        if card_id not in old:
            changes.append(Change(ChangeKind.ADDED, card_id, (f"title: {new[card_id].title.en}",)))
        elif card_id not in new:
            changes.append(Change(ChangeKind.REMOVED, card_id, (f"title: {old[card_id].title.en}",)))
        elif details := tuple(_details(old[card_id], new[card_id])):
            changes.append(Change(ChangeKind.CHANGED, card_id, details))
    return changes


def _details(old: Card, new: Card) -> Iterator[str]:
    for name in ("topic", "region", "standing", "as_of", "valid_to", "superseded_by", "reviewed", "destinations"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield f"{name}: {_shown(was)} → {_shown(now)}"
    if old.sources != new.sources:
        yield f"sources: {_sources(old)} → {_sources(new)}"
    for language in Language:
        yield from _texts(old, new, language)
    was_asked, is_asked = {ask.question for ask in old.asks}, {ask.question for ask in new.asks}
    if was_asked != is_asked:
        yield f"asks: {len(is_asked - was_asked)} added, {len(was_asked - is_asked)} removed"
    if {ask.question: ask.verdict for ask in old.asks if ask.question in is_asked} != {
        ask.question: ask.verdict for ask in new.asks if ask.question in was_asked
    }:
        yield "asks: a short answer changed"
    if _recognised(old) != _recognised(new):
        yield "how it is recognised changed"


def _recognised(card: Card) -> tuple[object, ...]:
    return card.boundary, card.clarifies, card.signs, card.lookalikes


def _texts(old: Card, new: Card, language: Language) -> Iterator[str]:
    if old.title.in_language(language) != new.title.in_language(language):
        yield f"{language} title: {old.title.in_language(language)} → {new.title.in_language(language)}"
    was, now = old.body.in_language(language), new.body.in_language(language)
    if was != now:
        yield f"{language} text was: {was}"
        yield f"{language} text is: {now}"


def _sources(card: Card) -> str:
    return "; ".join(f"{each.source.id} {each.section}".strip() for each in card.sources) or "none"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return str(value or "none")
