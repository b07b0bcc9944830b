"""Which leads a colleague sees in a list, and in what order."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import Colleague, ConversationId, Field, Handoff, LeadLine, LeadView, Staff
from bot.triage import colleague_of, day_of, is_overdue

_SEARCHED = (Field.COMPANY_NAME, Field.PRODUCT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One colleague's look at the leads. `by` may be None for an operator, who has none of their own."""

    colleagues: Sequence[Colleague]
    now: datetime
    by: Staff | None = None

    def lines(
        self,
        handoffs: Iterable[tuple[ConversationId, Handoff]],
        view: LeadView,
        *,
        search: str = "",
        destinations: Collection[str] = (),
    ) -> list[LeadLine]:
        """Those a view holds, in the order given: at these destinations if any are named, and fitting the search."""
        fits = self._views()[view]
        return [
            LeadLine(
                conversation_id=conversation_id,
                handoff=handoff,
                company=_stated(handoff, Field.COMPANY_NAME),
                is_overdue=is_overdue(handoff, now=self.now),
            )
            for conversation_id, handoff in handoffs
            if fits(handoff) and _is_at(handoff, destinations) and _matches(handoff, search)
        ]

    def _views(self) -> dict[LeadView, Callable[[Handoff], bool]]:
        return {
            LeadView.OPEN: lambda handoff: handoff.stands,
            LeadView.MINE: lambda handoff: handoff.stands and self._is_mine(handoff),
            LeadView.UNCLAIMED: lambda handoff: handoff.stands and handoff.owner is None,
            LeadView.OVERDUE: lambda handoff: is_overdue(handoff, now=self.now),
            LeadView.THIS_WEEK: self._is_of_this_week,
            LeadView.ALL: lambda _: True,
        }

    def _is_mine(self, handoff: Handoff) -> bool:
        if handoff.owner is None or self.by is None:
            return False
        known = colleague_of(self.colleagues, self.by)
        return handoff.owner.id == self.by.id or (
            known is not None and colleague_of(self.colleagues, handoff.owner) == known
        )

    def _is_of_this_week(self, handoff: Handoff) -> bool:
        today = day_of(self.now)
        return day_of(handoff.lead.consented_at) >= today - timedelta(days=today.weekday())


def _is_at(handoff: Handoff, destinations: Collection[str]) -> bool:
    return not destinations or handoff.destination_id in destinations


def _matches(handoff: Handoff, search: str) -> bool:
    """Letters anywhere in the company's name, the product or the reference; case does not matter."""
    wanted = search.strip().casefold()
    texts = (handoff.reference, *(_stated(handoff, field) for field in _SEARCHED))
    return any(wanted in text.casefold() for text in texts)


def _stated(handoff: Handoff, field: Field) -> str:
    stated = handoff.lead.inquiry.get(field)
    return stated.value if stated else ""
