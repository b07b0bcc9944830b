"""A question we had no good answer to: refused, rated badly by a visitor, or reported by a colleague."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .conversation import ConversationId
from .language import Language


class SeenAs(StrEnum):
    """How we came to know that an answer is lacking."""

    REFUSED = "refused"
    RATED = "rated"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One such question. `id` is unique within its conversation and kind; `hidden` are names told in confidence."""

    seen_as: SeenAs
    id: str
    conversation_id: ConversationId | None
    question: str
    language: Language
    at: datetime
    hidden: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.seen_as}/{self.conversation_id or ''}/{self.id}"
