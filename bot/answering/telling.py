"""Tells proved sentences while the rest of a draft is being written, as long as the answer will begin with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain import Claim, Passage, ProvedClaim
from bot.ports import Tell

from .agreeing import agreed, run_out
from .citing import Numbering
from .drafting import Tried
from .grounding import prove


@dataclass(slots=True, kw_only=True)
class Telling:
    """What is told is a beginning of the answer to come; where that is in doubt, nothing more is told."""

    tell: Tell | None
    """None where nobody listens."""
    shown: Mapping[str, Passage]
    day: date
    least_share: float
    """Of the proposed sentences, as in WordingRules: a draft that has lost more is not trusted."""
    opening: str = ""
    """Our own words before the answer."""
    _numbering: Numbering = field(init=False)
    _said: set[str] = field(default_factory=set[str])
    _is_over: bool = False

    def __post_init__(self) -> None:
        self._numbering = Numbering(self.shown)

    def hear(self, claim: Claim, tried: Tried) -> None:
        """A sentence the drafter has proved, and what has become of its draft so far."""
        if self.tell is None or claim.text.casefold() in self._said:
            return
        held = tried.proposed - tried.dropped
        if self._is_over or held < self.least_share * tried.proposed or self._may_change(claim):
            self._is_over = True
            return
        if self.opening and not self._said:
            self.tell(ProvedClaim(self.opening, ()))
        self._said.add(claim.text.casefold())
        self.tell(self._numbering.number(claim))

    def _may_change(self, claim: Claim) -> bool:
        """Where a newer source says otherwise or the source has run out, other words come before the answer."""
        settled = agreed([claim], self.shown)
        is_old = bool(run_out(settled.claims, self.shown, day=self.day))
        return bool(settled.newest) or is_old or not prove(claim, self.shown).holds
