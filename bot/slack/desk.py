"""What every part of the room works with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Engine, StaffDoor
from bot.domain import ConversationId, UnknownLink
from bot.ports import Clock, ConversationStore, Inbox, Outbox

from .channels import CHANNEL
from .config import SlackConfig
from .people import People
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
    bot_id: str
    people: People
    posting: Posting
    behind: Behind
    is_own: bool = False
    """By the operator's own token, not by an installation."""

    @property
    def team_id(self) -> str:
        return self.people.team_id

    async def lead_in_thread(self, channel: str, thread_ts: str) -> tuple[ConversationId, str] | None:
        """The conversation and handoff whose card begins this thread."""
        for address in self.people.channels.known_as(channel) if thread_ts else ():
            found = await self.behind.outbox.lead_at(f"{CHANNEL}:{address}", f"{address}/{thread_ts}/")
            if found:
                return found
        return None

    async def has_card_of(self, conversation_id: ConversationId, handoff_id: str) -> bool:
        """Whether a lead's card stands in a channel of this workspace. What stands elsewhere is not ours to touch."""
        recipients = await self.behind.outbox.cards_at(conversation_id, handoff_id)
        in_slack = [address for name, _, address in (each.partition(":") for each in recipients) if name == CHANNEL]
        return any(self.people.channels.is_here(address) for address in in_slack)

    async def must_have_card_of(self, conversation_id: ConversationId, handoff_id: str) -> None:
        """Raises UnknownLink where it has none."""
        if not await self.has_card_of(conversation_id, handoff_id):
            raise UnknownLink("the lead has no card in this workspace")

    def talk(self, place: str) -> ConversationId:
        """A conversation of colleagues' own with Indgang, by a place no other workspace can name."""
        return ConversationId(f"slack-{place}" if self.is_own else f"slack-{self.team_id}-{place}")

    def is_talk_here(self, conversation_id: str) -> bool:
        """Whether it was had in this workspace. Channels begin with another letter than workspaces do."""
        if not self.is_own:
            return conversation_id.startswith(f"slack-{self.team_id}-")
        return conversation_id.startswith("slack-") and not conversation_id.startswith(("slack-T", "slack-E"))
