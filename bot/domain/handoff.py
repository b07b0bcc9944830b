"""Who gets the lead, why, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .answer import Citation
from .inquiry import Field, Lead
from .language import Bilingual
from .staff import Exemption, Move, Staff, TriageState

BY_CARD = "cited-card"
BY_DEFAULT = "front-desk"
BY_STAFF = "staff"


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
        """Chosen for what the company said, not merely named by a card or a colleague."""
        return self.rule not in {BY_CARD, BY_DEFAULT, BY_STAFF}


class HandoffState(StrEnum):
    """How its delivery stands."""

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
    delivered_at: datetime | None = None
    triage: TriageState = TriageState.SUGGESTED
    owner: Staff | None = None
    is_handed_back: bool = False
    """The owner keeps it, but Indgang answers the company."""
    answer_by: datetime | None = None
    answered_at: datetime | None = None
    """When the company first heard from a colleague, or that this ended."""
    exempt: Exemption | None = None
    parked_until: date | None = None
    remind_at: datetime | None = None
    """When somebody should next be told about it; None is never."""
    proposes: str = ""
    """The destination a colleague would pass it on to, until the company has agreed."""
    previous_id: str = ""
    """The handoff this one goes on from, after a re-open or a pass-on."""
    links_since: datetime | None = None
    """Links in e-mails made before this moment no longer open anything."""
    moves: tuple[Move, ...] = ()

    @property
    def stands(self) -> bool:
        """Somebody may still act on it."""
        return self.state is not HandoffState.WITHDRAWN and not self.triage.is_final

    @property
    def is_staffs(self) -> bool:
        """A colleague answers the company, and Indgang stays silent."""
        return self.stands and self.owner is not None and not self.is_handed_back

    @property
    def revision(self) -> int:
        """Grows with every move, so that a card made earlier is known to be out of date."""
        return len(self.moves)
