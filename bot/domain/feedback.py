"""What a visitor thinks of an answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .conversation import ConversationId


class FeedbackReason(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorFeedback:
    """Heard from a visitor. `id` is made by the client, so a repeat is known."""

    id: str
    conversation_id: ConversationId
    message_id: str
    helped: bool
    reason: FeedbackReason | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """As it is kept: the comment masked, and with the answer's question and cards, so that an editor can act on it."""

    id: str
    conversation_id: ConversationId
    message_id: str
    helped: bool
    reason: FeedbackReason | None
    comment: str
    question: str
    cards: tuple[str, ...]
    at: datetime
