"""What staff are shown of a lead, read anew each time: the card, the lines of its audit, and the notes about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain import (
    Bilingual,
    CloseOutcome,
    Conversation,
    Directory,
    Exemption,
    Handoff,
    LeadCard,
    Move,
    MoveKind,
    Notice,
    ReminderKind,
    Staff,
    Unfit,
)
from bot.routing import touching
from bot.triage import colleague_of, day_of, possible_moves, should_take
from bot.triage.wording import DONE, EXEMPTIONS, OUTCOMES, UNFIT

from .staff_wording import (
    NEXT_UP,
    NOBODY_NEXT,
    OVERDUE,
    OWNED_BY,
    PARK_ENDED,
    SOON_DUE,
    STILL_OVERDUE,
    THE_COMPANY,
    UNREACHED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """`owners` has one entry for every standing lead that somebody has: who has how much to do."""

    directory: Directory
    owners: Sequence[Staff]
    now: datetime

    def card(self, conversation: Conversation, handoff: Handoff, *, is_fallback: bool = False) -> LeadCard:
        answering = self.directory.answering
        known = (colleague_of(answering.colleagues, owner) for owner in self.owners)
        busy = Counter(colleague.id for colleague in known if colleague)
        next_up = should_take(answering.colleagues, handoff, day=day_of(self.now), open_leads=busy)
        return LeadCard(
            conversation=conversation,
            handoff=handoff,
            terms=answering.terms(handoff.destination_id),
            moves=possible_moves(handoff),
            next_up=next_up if handoff.stands else None,
            names={id_: each.name for id_, each in self.directory.destinations.items()},
            elsewhere=self._elsewhere(conversation, handoff),
            touched=touching(handoff.lead.inquiry, self.directory, said=conversation.visitors_words),
            note=UNREACHED.filled(name=handoff.route.name) if is_fallback else None,
        )

    def _elsewhere(self, conversation: Conversation, handoff: Handoff) -> tuple[str, ...]:
        taken = {handoff.destination_id, *(each.destination_id for each in conversation.standing_handoffs)}
        known, day = self.directory.destinations, day_of(self.now)
        return tuple(id_ for id_, each in known.items() if id_ not in taken and each.validity.covers(day))

    def reminder(self, card: LeadCard, kind: ReminderKind) -> Notice:
        words = {
            ReminderKind.SOON: SOON_DUE,
            ReminderKind.OVERDUE: OVERDUE,
            ReminderKind.STILL_OVERDUE: STILL_OVERDUE,
            ReminderKind.PARK_ENDED: PARK_ENDED,
        }[kind]
        return Notice(title=words.filled(reference=card.handoff.reference), lines=_who(card))


def audit_line(move: Move, card: LeadCard) -> Bilingual:
    """Who did what, as one line without its time. The remark is not in it."""
    who = Bilingual(move.by.name, move.by.name) if move.by else THE_COMPANY
    what, detail = DONE[move.kind], _detail(move, card)
    return Bilingual(f"{who.da} {what.da} {detail.da}".strip(), f"{who.en} {what.en} {detail.en}".strip())


def _detail(move: Move, card: LeadCard) -> Bilingual:
    match move.kind:
        case MoveKind.PASS_ON:
            return card.names.get(move.detail, Bilingual(move.detail, move.detail))
        case MoveKind.NOT_A_FIT:
            return UNFIT[Unfit(move.detail)]
        case MoveKind.CLOSE:
            return OUTCOMES[CloseOutcome(move.detail)]
        case MoveKind.EXEMPT:
            return EXEMPTIONS[Exemption(move.detail)]
        case MoveKind.ASSIGN | MoveKind.PARK:
            return Bilingual(move.detail, move.detail)
        case _:
            return Bilingual("", "")


def _who(card: LeadCard) -> tuple[Bilingual, ...]:
    has = (OWNED_BY.filled(name=card.handoff.owner.name),) if card.handoff.owner else ()
    if card.next_up:
        return (*has, NEXT_UP.filled(name=card.next_up.name))
    return has or (NOBODY_NEXT,)
