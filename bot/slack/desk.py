"""What every part of the room works with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Engine, StaffDoor
from bot.domain import ConversationId
from bot.ports import Clock, ConversationStore, Inbox, Outbox

from .config import SlackConfig
from .people import CHANNEL, People
from .posting import Posting

Nudge = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind the room: the engine, the staff's door and what is stored."""

    door: StaffDoor
    engine: Engine
    store: ConversationStore
    inbox: Inbox
    outbox: Outbox
    clock: Clock
    nudge: Nudge
    """Looks at once for what is to be delivered, so that a card changes when its button was pressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One workspace, as `bot_user`."""

    config: SlackConfig
    client: AsyncWebClient
    bot_user: str
    people: People
    posting: Posting
    behind: Behind

    async def lead_in_thread(self, channel: str, thread_ts: str) -> tuple[ConversationId, str] | None:
        """The conversation and handoff whose card begins this thread."""
        return (
            await self.behind.outbox.lead_at(f"{CHANNEL}:{channel}", f"{channel}/{thread_ts}/") if thread_ts else None
        )
