"""The visitor's feed within one process: a change wakes every screen that watches."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator

from bot.domain import ConversationId


class LiveFeed:
    """Implements VisitorFeed. Holds no words, only who is waiting."""

    def __init__(self) -> None:
        self._waiting: dict[ConversationId, set[asyncio.Event]] = defaultdict(set)

    async def changed(self, conversation_id: ConversationId) -> None:
        for waiting in self._waiting.get(conversation_id, ()):
            waiting.set()

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        return bool(self._waiting.get(conversation_id))

    async def everything_changed(self) -> None:
        """Word may have been lost: every screen looks again."""
        for conversation_id in list(self._waiting):
            await self.changed(conversation_id)

    def watch(self, conversation_id: ConversationId) -> AsyncIterator[None]:
        # Registered now, not at the first `anext`: a change in between must not be missed.
        waiting = asyncio.Event()
        self._waiting[conversation_id].add(waiting)
        return self._rings(conversation_id, waiting)

    async def _rings(self, conversation_id: ConversationId, waiting: asyncio.Event) -> AsyncIterator[None]:
        try:
            while True:
                await waiting.wait()
                waiting.clear()
                yield
        finally:
            self._waiting[conversation_id].discard(waiting)
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]
