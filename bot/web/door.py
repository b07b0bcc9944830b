"""What the web room asks of the conversation engine."""

from typing import Protocol

from bot.conversation import Review
from bot.domain import (
    Conversation,
    ConversationId,
    FormAnswer,
    Handoff,
    Language,
    VisitorConsent,
    VisitorMessage,
)


class Door(Protocol):
    async def open(self, *, language: Language | None, site: str = "") -> Conversation:
        """A new conversation; None is the default language, not settled."""
        ...

    async def get(self, conversation_id: ConversationId, /) -> Conversation:
        """Raises UnknownConversation."""
        ...

    async def hear_visitor(self, heard: VisitorMessage, /) -> Conversation:
        """A repeated id changes nothing."""
        ...

    async def hear_form(self, heard: FormAnswer, /) -> Conversation:
        """A repeated id changes nothing; an empty value clears the field."""
        ...

    async def review(self, conversation_id: ConversationId, /) -> Review: ...

    async def hear_consent(self, heard: VisitorConsent, /) -> Conversation:
        """Raises NotPossibleNow when something is missing."""
        ...

    async def withdraw(self, conversation_id: ConversationId, /, *, reference: str, event_id: str) -> Conversation: ...

    async def delete(self, conversation_id: ConversationId, /) -> None: ...

    async def status(self, reference: str, /) -> Handoff:
        """Raises UnknownLink."""
        ...
