"""How every deed changes a conversation: load, think, save; a save that lost a race is thought again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain import Conversation, ConversationId, ConversationMoved, Gap, Post
from bot.ports import ConversationStore, VisitorFeed
from bot.tracing import Step, step

TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The conversation after a deed, and what is stored with it in one transaction."""

    now: Conversation
    gaps: tuple[Gap, ...] = ()
    posts: tuple[Post, ...] = ()


Think = Callable[[Conversation], Awaitable[Next]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Hearing the same event twice changes nothing."""

    store: ConversationStore
    feed: VisitorFeed

    async def hear(self, conversation_id: ConversationId, event_id: str, think: Think) -> Conversation:
        """Raises UnknownConversation, and ConversationMoved when the conversation is too busy."""
        for _ in range(TRIES):
            before = await self.store.get(conversation_id)
            if before.has_heard(event_id):
                return before
            after = await think(before)
            try:
                with step(Step.STORING):
                    saved = await self.store.save(after.now, gaps=after.gaps, posts=after.posts)
            except ConversationMoved:
                continue
            await self.feed.changed(conversation_id)
            return saved
        raise ConversationMoved("the conversation is busy; send it again")
