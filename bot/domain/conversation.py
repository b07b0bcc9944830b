"""Who said what, and where the conversation stands."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType, Self

from .answer import Citation, Outcome, ProvedClaim
from .handoff import Consent, Handoff, HandoffState, Route
from .inquiry import Field, Inquiry
from .language import Language
from .staff import NO_REMARK, Deed, Remark, Staff

ConversationId = NewType("ConversationId", str)


class Author(StrEnum):
    VISITOR = "visitor"
    BOT = "bot"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One entry of the transcript. `parts` are the proved sentences of a bot's message, in order."""

    id: str
    author: Author
    text: str
    sent_at: datetime
    parts: tuple[ProvedClaim, ...] = ()
    citations: tuple[Citation, ...] = ()
    outcome: Outcome | None = None
    asks_for: Field | None = None
    routes: tuple[Route, ...] = ()
    said_by: str = ""
    """The colleague's name, where staff said it."""
    corrects: str = ""
    """The id of an earlier message of staff's that this one puts right."""
    for_staff: bool = False
    """Heard by the colleague who answers, and not by the bot."""


class Voice(StrEnum):
    """Who answers the visitor."""

    BOT = "bot"
    STAFF = "staff"


class Stage(StrEnum):
    """Where the conversation stands between a first question and a receipt."""

    TALKING = "talking"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorMessage:
    """Heard from a visitor. `id` is made by the client, so a repeat is known."""

    id: str
    conversation_id: ConversationId
    text: str
    asker: str = ""
    """Who asks, as this door's limits know them: an address, a Slack user. Counted by, never kept. Empty is the
    conversation itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer:
    """A form control filled in (or cleared) beside the chat."""

    id: str
    conversation_id: ConversationId
    field: Field
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorConsent:
    """The visitor ticked these destinations, seeing this notice."""

    id: str
    conversation_id: ConversationId
    destination_ids: tuple[str, ...]
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReply:
    """An explicit *send to the company* by a colleague, for the lead they have.

    `corrects` is the id of an earlier reply that this one puts right; what was sent is never rewritten.
    """

    id: str
    conversation_id: ConversationId
    handoff_id: str
    text: str
    by: Staff
    corrects: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMove:
    """A colleague does something with a lead. `remark` stays among staff.

    `seen` is the handoff's revision as the colleague saw it: a deed on an older one is refused. None is not checked.
    """

    id: str
    conversation_id: ConversationId
    handoff_id: str
    by: Staff
    deed: Deed
    remark: Remark = NO_REMARK
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everything said so far. Changing it means making the next one."""

    id: ConversationId
    language: Language
    language_is_settled: bool = False
    site: str = ""
    """The key of the public site it began on; empty is this installation's own page."""
    started_at: datetime
    transcript: tuple[Message, ...] = ()
    inquiry: Inquiry = field(default_factory=Inquiry)
    asking: Field | None = None
    wants_contact: bool = False
    stage: Stage = Stage.TALKING
    routes: tuple[Route, ...] = ()
    consents: tuple[Consent, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    heard: frozenset[str] = frozenset()
    """Ids of deeds that leave no message of their own (form answers, consents), so that a repeat changes nothing."""
    version: int = 0

    def says(self, message: Message) -> Self:
        return replace(self, transcript=(*self.transcript, message))

    def has_heard(self, event_id: str) -> bool:
        return event_id in self.heard or any(message.id == event_id for message in self.transcript)

    def hears(self, event_id: str) -> Self:
        return replace(self, heard=self.heard | {event_id})

    @property
    def visitor_messages(self) -> tuple[Message, ...]:
        return tuple(message for message in self.transcript if message.author is Author.VISITOR)

    @property
    def open_handoffs(self) -> tuple[Handoff, ...]:
        """Those the visitor has not withdrawn."""
        return tuple(handoff for handoff in self.handoffs if handoff.state is not HandoffState.WITHDRAWN)

    @property
    def standing_handoffs(self) -> tuple[Handoff, ...]:
        """Those somebody may still act on."""
        return tuple(handoff for handoff in self.handoffs if handoff.stands)

    @property
    def voice(self) -> Voice:
        return Voice.STAFF if any(handoff.is_staffs for handoff in self.handoffs) else Voice.BOT

    @property
    def visitors_words(self) -> str:
        """All the visitor wrote, a line a message."""
        return "\n".join(message.text for message in self.transcript if message.author is Author.VISITOR)

    def handoff(self, handoff_id: str) -> Handoff | None:
        return next((handoff for handoff in self.handoffs if handoff.id == handoff_id), None)

    def with_handoff(self, changed: Handoff) -> Self:
        handoffs = tuple(changed if known.id == changed.id else known for known in self.handoffs)
        return replace(self, handoffs=handoffs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question we could not answer: what an editor should write next. Never more than the masked question."""

    id: str
    conversation_id: ConversationId
    question: str
    language: Language
    reason: str
    at: datetime
