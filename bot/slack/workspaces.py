"""The workspaces Indgang is in, and by which token it acts in each: the operator's own, and those that installed it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import Installation, RouteClosed
from bot.ports import Installations

from .blocks import Block
from .channels import LeadChannels, channel_and_team
from .config import SlackConfig
from .faults import sorted_faults
from .posting import Posting


def make_client(config: SlackConfig, *, token: str = "") -> AsyncWebClient:
    """Retries nothing by itself: what may be asked again is known above, and a repeat may post twice."""
    return AsyncWebClient(token=token or config.bot_token, base_url=config.api_url, timeout=10, retry_handlers=[])


@dataclass(slots=True, kw_only=True)
class Workspaces:
    """A workspace that was removed is gone at the next look: what is stored is asked each time."""

    config: SlackConfig
    channels: LeadChannels
    client: AsyncWebClient
    """By the operator's own token, where there is one."""
    installations: Installations | None = None
    own_team: str = ""
    """The workspace of the operator's own token, once Slack has told."""
    _clients: dict[str, AsyncWebClient] = field(default_factory=dict[str, AsyncWebClient])

    async def installed(self, team_id: str) -> Installation | None:
        """None where the workspace has not installed Indgang, or its token cannot be opened."""
        found = await self.installations.get(team_id) if self.installations and team_id else None
        return found if found and found.token else None

    async def home(self) -> str:
        """Where channels are that name no workspace: the token's, the default channel's, or the first to install."""
        if self.config.bot_token:
            return await self.own()
        _, named = channel_and_team(self.channels.default_channel)
        return named or (await self.installations.first() if self.installations else "")

    async def own(self) -> str:
        if self.config.bot_token and not self.own_team:
            with sorted_faults():
                self.own_team = str((await self.client.auth_test())["team_id"])
        return self.own_team

    def client_for(self, installation: Installation) -> AsyncWebClient:
        known = self._clients.get(installation.team_id)
        if known is None or known.token != installation.token:
            known = self._clients[installation.team_id] = make_client(self.config, token=installation.token)
        return known

    async def posting_at(self, address: str) -> tuple[Posting, str]:
        """By whose token a channel is written to, and its id. Raises RouteClosed where there is none."""
        channel, team = channel_and_team(address)
        if self.config.bot_token and (not team or team == await self.own()):
            return Posting(client=self.client), channel
        installation = await self.installed(team or await self.home())
        if installation is None:
            where = f"workspace {team}" if team else "any workspace"
            raise RouteClosed(f"Indgang is not installed in {where}: open /slack/install and choose it")
        return Posting(client=self.client_for(installation)), channel


class Poster(Protocol):
    """What brings words to a channel. As Posting, whose channels are of one workspace."""

    async def post(
        self,
        channel: str,
        *,
        key: str,
        text: str,
        blocks: Sequence[Block],
        thread_ts: str = "",
        may_be_there: bool = False,
    ) -> str: ...

    async def change(self, channel: str, ts: str, *, text: str, blocks: Sequence[Block]) -> bool: ...

    async def remove(self, channel: str, ts: str) -> None: ...


@dataclass(frozen=True, slots=True)
class PostingEverywhere:
    """A Poster whose channels are addresses: each goes by the token of its own workspace."""

    workspaces: Workspaces

    async def post(self, channel: str, **what: Any) -> str:
        posting, at = await self.workspaces.posting_at(channel)
        return await posting.post(at, **what)

    async def change(self, channel: str, ts: str, *, text: str, blocks: Sequence[Block]) -> bool:
        posting, at = await self.workspaces.posting_at(channel)
        return await posting.change(at, ts, text=text, blocks=blocks)

    async def remove(self, channel: str, ts: str) -> None:
        posting, at = await self.workspaces.posting_at(channel)
        await posting.remove(at, ts)
