"""Who gets the lead, why, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .answer import Citation
from .inquiry import Field, Lead
from .language import Bilingual

BY_CARD = "cited-card"
BY_DEFAULT = "front-desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A ranked destination: the rule that chose it, the facts it used, what is missing, and the proof."""

    destination_id: str
    name: Bilingual
    score: float
    rule: str
    reason: Bilingual
    facts: tuple[Field, ...] = ()
    missing: tuple[Field, ...] = ()
    citations: tuple[Citation, ...] = ()
    advice: tuple[str, ...] = ()
    """Ids of cards a company should read before it goes there ("both authorities must approve")."""

    @property
    def is_by_rule(self) -> bool:
        """Chosen for what the company said, not merely named by a card that answered it."""
        return self.rule not in {BY_CARD, BY_DEFAULT}


class HandoffState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The deed: what was shown, to whom it may go, when. `notice` is the version and hash of the words shown."""

    id: str
    destination_id: str
    given_at: datetime
    notice: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """One lead for one destination. `reference` is what the company and staff call it."""

    id: str
    reference: str
    destination_id: str
    lead: Lead
    route: Route
    state: HandoffState = HandoffState.PENDING
    attempts: int = 0
    next_attempt_at: datetime | None = None
    delivered_at: datetime | None = None
