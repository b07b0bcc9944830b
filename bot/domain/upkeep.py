"""The days by which a card needs its editor again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .language import Bilingual


class Care(StrEnum):
    """What a card needs by its day."""

    REVIEW = "review"
    """To be read against its sources again."""
    VALIDITY = "validity"
    """It holds until then: a later day, a replacement, or words that say when it held."""


class DueStage(StrEnum):
    PASSED = "passed"
    SOON = "soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDue:
    """One card, and one day by which it needs its editor.

    `file` is its place in the knowledge folder, `editor` an address or empty. `is_settled`: its words say when it held,
    so that nothing is wrong with it once the day has passed.
    """

    card_id: str
    title: Bilingual
    file: str
    day: date
    care: Care
    editor: str = ""
    is_settled: bool = False

    def stage(self, today: date, *, days_ahead: int) -> DueStage | None:
        """Where it stands today; None where nobody need be told."""
        if today > self.day:
            return None if self.is_settled else DueStage.PASSED
        return DueStage.SOON if (self.day - today).days <= days_ahead else None

    def key(self, stage: DueStage) -> str:
        """What is told once: this card, this day, before it or after it."""
        return f"{stage} {self.care} {self.day} {self.card_id}"
