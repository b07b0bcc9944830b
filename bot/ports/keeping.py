"""Where conversations, reports and opinions are kept, and who is told of a change."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain import (
    Conversation,
    ConversationId,
    Feedback,
    Gap,
    Handoff,
    Post,
    Report,
)


class ConversationStore(Protocol):
    """Conversations, whole. A save is one transaction and refuses to overwrite a newer version."""

    async def create(self, conversation: Conversation) -> None: ...

    async def get(self, conversation_id: ConversationId) -> Conversation:
        """Raises UnknownConversation."""
        ...

    async def save(
        self, conversation: Conversation, *, gaps: Sequence[Gap] = (), posts: Sequence[Post] = ()
    ) -> Conversation:
        """Store the next state and return it with its new version.

        Handoffs, consents, gaps and posts land in the same transaction. A post whose key is known is not made again.

        Raises:
            ConversationMoved: the stored version is not `conversation.version`.
            UnknownConversation: it was deleted.
        """
        ...

    async def delete(self, conversation_id: ConversationId) -> None:
        """Forget it and everything that hangs on it. What was posted to staff is left to be retracted, by id."""
        ...

    async def handoffs(self) -> list[tuple[ConversationId, Handoff]]:
        """Every handoff that stands, newest first."""
        ...

    async def by_reference(self, reference: str) -> tuple[ConversationId, Handoff] | None: ...

    async def gaps(self) -> list[Gap]: ...

    async def forget_before(self, *, conversations: datetime, leads: datetime) -> int:
        """Delete what was last touched before these moments; how many conversations went."""
        ...


class VisitorFeed(Protocol):
    """Tells open screens that a conversation changed; what changed stands in the store."""

    async def changed(self, conversation_id: ConversationId) -> None: ...

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        """Whether a screen is open on it, on any server of this installation. Raises TransientError."""
        ...

    def watch(self, conversation_id: ConversationId) -> AsyncIterator[None]:
        """Yields once for every change from now on; changes that pile up count as one."""
        ...


class Signals(Protocol):
    """Between servers on one store: word of every change, and who has a screen open."""

    def changes(self) -> AsyncGenerator[ConversationId | None, None]:
        """Conversations as they change, on whichever server. None: anything may have changed meanwhile. Never ends."""
        ...

    async def watched(self, conversation_id: ConversationId) -> None:
        """A screen of this server has it open. Known to the others until `left`, or until this server dies."""
        ...

    async def left(self, conversation_id: ConversationId) -> None: ...

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        """Raises TransientError."""
        ...


class Reports(Protocol):
    """What colleagues say is wrong with answers, until an editor has settled it."""

    async def put(self, report: Report) -> None: ...

    async def open(self) -> list[Report]:
        """Those not settled, oldest first."""
        ...

    async def settle(self, report_id: str, *, day: date) -> bool:
        """False where there is none of that id open."""
        ...


class FeedbackStore(Protocol):
    """What visitors think of answers. It goes when its conversation goes."""

    async def keep(self, told: Feedback) -> None:
        """A repeated id changes nothing. Raises UnknownConversation."""
        ...

    async def all(self) -> list[Feedback]:
        """Everything, newest first."""
        ...
