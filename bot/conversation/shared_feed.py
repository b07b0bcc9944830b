"""The visitor's feed across servers: a screen on one hears what another wrote."""

from collections.abc import AsyncIterator
from contextlib import aclosing, suppress

from bot.domain import ConversationId, TransientError
from bot.ports import Signals

from .live_feed import LiveFeed


class SharedFeed:
    """Implements VisitorFeed. Screens are woken by what the store says has changed, whoever changed it."""

    def __init__(self, signals: Signals) -> None:
        self._here = LiveFeed()
        self._signals = signals

    async def listen(self) -> None:
        """Pass on what is heard, until cancelled."""
        async with aclosing(self._signals.changes()) as changes:
            async for conversation_id in changes:
                if conversation_id is None:
                    await self._here.everything_changed()
                else:
                    await self._here.changed(conversation_id)

    async def changed(self, conversation_id: ConversationId) -> None:
        # The store has told the other servers in the same transaction.
        await self._here.changed(conversation_id)

    async def is_watched(self, conversation_id: ConversationId) -> bool:
        return await self._here.is_watched(conversation_id) or await self._signals.is_watched(conversation_id)

    def watch(self, conversation_id: ConversationId) -> AsyncIterator[None]:
        return self._attended(conversation_id, self._here.watch(conversation_id))

    async def _attended(self, conversation_id: ConversationId, changes: AsyncIterator[None]) -> AsyncIterator[None]:
        try:
            # Where this cannot be told, the screen is served all the same: at worst a letter is sent besides.
            with suppress(TransientError):
                await self._signals.watched(conversation_id)
            async for _ in changes:
                yield
        finally:
            with suppress(TransientError):
                await self._signals.left(conversation_id)
