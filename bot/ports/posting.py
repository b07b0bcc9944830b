"""What goes out to colleagues and companies, what waits to, and what came in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.domain import (
    Conversation,
    ConversationId,
    Handoff,
    Incoming,
    LeadCard,
    Message,
    Notice,
    OperatorNotice,
    Post,
    PostKind,
    Sending,
    Staff,
)


class StaffNotifier(Protocol):
    """Brings leads to the people who act on them. One door for every channel: Slack, e-mail, or several at once.

    Whatever is sent goes along with `Sending.key`. Every method may raise TransientError (asked again later, and not
    before its `retry_after`), PostUncertain (it may have arrived: the next attempt says so), RouteClosed (nothing gets
    through to this recipient until an operator mends it) and PostRefused (this post alone is not taken).
    """

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        """Where this installation brings a destination's leads, as "channel:address", the first preferred.

        Empty where it has no channel. The others are where a lead goes when the first is closed.
        """
        ...

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        """Deliver one lead; returns the far side's reference, by which the card is found again."""
        ...

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        """Show the lead at `sending.card` as it stands now. Doing so twice is the same as once."""
        ...

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        """Bring what the company wrote to where its lead is; returns the far side's reference."""
        ...

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        """Tell those who have a lead something about it, where it is."""
        ...

    async def notify(self, sending: Sending, notice: Notice) -> str:
        """Tell a recipient something that belongs to no single lead."""
        ...

    async def retract(self, sending: Sending) -> None:
        """Take back what stands at `sending.card`, or ask that it be deleted where it cannot be taken back."""
        ...


class VisitorMailer(Protocol):
    """Writes to a company that has left the page."""

    async def mail(self, sending: Sending, conversation: Conversation, message: Message) -> str:
        """Raises as StaffNotifier does."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A post whose time has come. `revision` is what its card last showed; -1 before it was posted."""

    post: Post
    attempts: int
    may_be_there: bool
    card: str
    revision: int

    @property
    def is_update(self) -> bool:
        return self.revision >= 0


class Unplaced(NamedTuple):
    """A handoff, with its conversation, and the recipients that would not take it."""

    conversation_id: ConversationId
    handoff: Handoff
    tried: frozenset[str]


class Outbox(Protocol):
    """What waits to be brought to somebody. Reading it at any time shows all that is still to be done."""

    async def put(self, posts: Sequence[Post]) -> None:
        """Add posts; one whose key is known is not made again."""
        ...

    async def knows(self, key: str) -> bool: ...

    async def details(self, kind: PostKind) -> list[str]:
        """The `detail` of every post of a kind that was ever put here and is still known, whatever became of it."""
        ...

    async def unplaced(self, *, destinations: Collection[str]) -> list[Unplaced]:
        """Handoffs to these that stand and have no card, nor one on its way, at an open route. Oldest first."""
        ...

    async def address(self) -> None:
        """Send the posts of a handoff that name no recipient to where its card is."""
        ...

    async def due(self, *, now: datetime) -> list[Due]:
        """What may be sent now, cards that are out of date among it; oldest first, in order for each recipient.

        Nothing for a recipient whose route is closed, and nothing that would overtake what still waits there.
        """
        ...

    async def take(self, due: Due, *, now: datetime, until: datetime) -> bool:
        """Begin an attempt that nobody else makes meanwhile. False where somebody else has it."""
        ...

    async def delivered(self, due: Due, *, reference: str, revision: int, at: datetime) -> None:
        """It arrived. A lead's handoff is delivered in the same transaction."""
        ...

    async def postponed(self, due: Due, *, error: str, until: datetime, may_be_there: bool) -> None: ...

    async def dropped(self, due: Due, *, error: str) -> None:
        """It is not to be sent, or cannot be: not tried again."""
        ...

    async def close_route(self, recipient: str, *, error: str, at: datetime) -> None:
        """Nothing more goes there; what waits for it waits to be addressed anew."""
        ...

    async def closed_routes(self) -> dict[str, str]:
        """Closed recipients, and why."""
        ...

    async def open_route(self, recipient: str) -> bool:
        """An operator has mended it. False where it was not closed."""
        ...

    async def to_remind(self, *, now: datetime) -> list[Unplaced]:
        """Handoffs that stand and whose `remind_at` has come."""
        ...

    async def reminded(self, handoff: Handoff, *, next_at: datetime | None, posts: Sequence[Post]) -> None:
        """Store the reminders and when to look again, in one transaction; nothing if it moved on meanwhile."""
        ...

    async def owners(self) -> list[Staff]:
        """Who has each handoff that stands and is owned: one entry for every one of them."""
        ...

    async def lead_at(self, recipient: str, card: str) -> tuple[ConversationId, str] | None:
        """The conversation and handoff of the card whose reference begins with `card`, if one stands there."""
        ...

    async def cards_at(self, conversation_id: ConversationId, handoff_id: str) -> frozenset[str]:
        """The recipients that have a lead's card, or soon may."""
        ...

    async def tell_operator(self, notice: OperatorNotice) -> None: ...

    async def operator_notices(self) -> list[OperatorNotice]:
        """Oldest first."""
        ...

    async def dismiss(self, key: str) -> bool: ...


class Inbox(Protocol):
    """Events from a channel, kept before they are acknowledged, so that a repeat is known and nothing is lost."""

    async def accept(self, incoming: Incoming) -> bool:
        """Keep an event. False where its id, or its place, was accepted before: then nothing is to be done."""
        ...

    async def waiting(self, *, limit: int = 100) -> list[Incoming]:
        """Events accepted and not settled, oldest first."""
        ...

    async def take(self, event_id: str, *, until: datetime) -> bool:
        """Only one server of several acts on an event. False where it is settled, or another has it meanwhile."""
        ...

    async def note(self, event_id: str, payload: dict[str, object]) -> None:
        """Keep in place of its payload what whoever takes it up after us must know. Changes nothing once settled."""
        ...

    async def settle(self, event_id: str, *, error: str = "") -> None:
        """Done with; `error` says why it came to nothing."""
        ...
