"""The desk of each workspace, and what is said to one that has none."""

import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.domain import Bilingual, TransientError

from .blocks import notice_modal
from .channels import channel_and_team
from .desk import Behind, Desk
from .faults import sorted_faults
from .people import People
from .posting import Posting
from .wording import CLOSE, HOME, NOT_INSTALLED
from .workspaces import Workspaces

logger = logging.getLogger(__name__)
_PATIENCE = 2
"""Seconds for a word to somebody we do not know: Slack waits three."""
_GOODBYES = frozenset({"app_uninstalled", "tokens_revoked"})


@dataclass(slots=True, kw_only=True)
class Desks:
    """Each with the token, the people and the channels of its own workspace, and nothing of another's."""

    workspaces: Workspaces
    behind: Behind
    own: Desk | None = None
    """The desk by the operator's own token."""
    _open: dict[str, Desk] = field(default_factory=dict[str, Desk])

    async def at(self, team_id: str) -> Desk | None:
        """None where Indgang is not installed there."""
        if self.own and team_id in {"", self.own.team_id}:
            return self.own
        installation = await self.workspaces.installed(team_id)
        if installation is None:
            self._open.pop(team_id, None)
            return None
        is_home = await self.workspaces.home() == team_id
        client, known = self.workspaces.client_for(installation), self._open.get(team_id)
        if known and known.client is client and known.people.channels.is_home is is_home:
            return known
        who = (installation.bot_user, installation.bot_id)
        made = self._open[team_id] = self._make(team_id, client, who, is_home=is_home)
        return made

    async def own_desk(self) -> Desk:
        """By the operator's own token, as Slack knows it."""
        client = self.workspaces.client
        with sorted_faults():
            told = await client.auth_test()
        self.workspaces.own_team = str(told["team_id"])
        who = (str(told["user_id"]), str(told.get("bot_id") or ""))
        return self._make(self.workspaces.own_team, client, who, is_home=True, is_own=True)

    def _make(
        self, team_id: str, client: AsyncWebClient, who: tuple[str, str], *, is_home: bool, is_own: bool = False
    ) -> Desk:
        """`who` is our user and our bot's id there."""
        channels, config = self.workspaces.channels.seen_from(team_id, is_home=is_home), self.workspaces.config
        quiet = (each for each in config.quiet_channels if channels.is_here(each))
        return Desk(
            config=replace(config, quiet_channels=frozenset(channel_and_team(each)[0] for each in quiet)),
            client=client,
            bot_user=who[0],
            bot_id=who[1],
            people=People(client=client, channels=channels, clock=self.behind.clock, team_id=team_id),
            posting=Posting(client=client),
            behind=self.behind,
            is_own=is_own,
        )

    async def enter(
        self, body: dict[str, Any], context: AsyncBoltContext, next: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        """Before anything else: whose desk this is for. A workspace without one is answered, and nothing is done."""
        if body.get("type") == "url_verification":
            await next()
            return None
        team_id = workspace_of(body)
        if (body.get("event") or {}).get("type") in _GOODBYES:
            await self._part(team_id, body)
            return BoltResponse(status=200, body="")
        desk = await self.at(team_id)
        if desk is None:
            logger.warning("slack.no_installation", extra={"team_id": team_id[:20]})
            return await _turned_away(body)
        context["desk"] = desk
        await next()
        return None

    async def _part(self, team_id: str, body: dict[str, Any]) -> None:
        """They took Indgang out. Its token goes; what a person alone had granted is none of ours."""
        event = body["event"]
        is_ours = event["type"] == "app_uninstalled" or bool((event.get("tokens") or {}).get("bot"))
        if not is_ours or self.workspaces.installations is None:
            return
        told_at = datetime.fromtimestamp(int(body.get("event_time") or 0), UTC)
        if await self.workspaces.installations.remove(team_id, told_at=told_at):
            self._open.pop(team_id, None)
            logger.warning("slack.uninstalled", extra={"team_id": team_id})


async def authorize(context: AsyncBoltContext) -> AuthorizeResult:
    """Bolt learns who we are in the workspace, so that it leaves out what we said ourselves."""
    desk: Desk = context["desk"]
    return AuthorizeResult(
        enterprise_id=None,
        team_id=desk.team_id,
        bot_user_id=desk.bot_user,
        bot_id=desk.bot_id,
        bot_token=desk.client.token,
    )


def workspace_of(body: dict[str, Any]) -> str:
    """Where we are installed. The event itself may come from elsewhere, in a channel shared with others."""
    authorized: dict[str, Any] = next(iter(body.get("authorizations") or ()), {})
    view, team = body.get("view") or {}, body.get("team") or {}
    user = body.get("user") or {}
    found = (
        authorized.get("team_id")
        or view.get("app_installed_team_id")
        or (team.get("id") if isinstance(team, dict) else team)
        or body.get("team_id")
        or (user.get("team_id") if isinstance(user, dict) else "")
    )
    return str(found or "")


async def _turned_away(body: dict[str, Any]) -> BoltResponse:
    words = _both(NOT_INSTALLED)
    if "command" in body:
        return _json({"response_type": "ephemeral", "text": words})
    if body.get("type") == "view_submission":
        view = notice_modal(HOME.en, words, close=CLOSE.en)
        return _json({"response_action": "update", "view": view})
    if address := str(body.get("response_url") or ""):
        with contextlib.suppress(TransientError), sorted_faults():
            await AsyncWebhookClient(address, timeout=_PATIENCE).send(
                text=words, response_type="ephemeral", replace_original=False
            )
    return BoltResponse(status=200, body="")


def _both(words: Bilingual) -> str:
    return f"{words.da}\n{words.en}"


def _json(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": ["application/json"]})
