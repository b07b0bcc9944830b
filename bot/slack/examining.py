"""`indgang doctor slack`: whether Slack lets us do our work, and what to do where it does not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import IndgangError, Installation
from bot.ports import Installations

from .channels import LeadChannels, channel_and_team
from .config import SCOPES as SCOPES
from .config import SlackConfig
from .faults import error_of, sorted_faults
from .workspaces import Workspaces

_ANEW = "copy the Bot User OAuth Token anew from OAuth & Permissions, or open /slack/install again"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` is empty where it is well."""

    what: str
    found: str
    advice: str = ""


async def examine(
    config: SlackConfig,
    channels: LeadChannels,
    *,
    client: AsyncWebClient,
    installations: Installations | None = None,
) -> AsyncIterator[Finding]:
    """Asks Slack, workspace by workspace; posts nothing."""
    workspaces = Workspaces(config=config, channels=channels, client=client, installations=installations)
    own = ""
    if config.bot_token:
        token = await _token(client, "bot token")
        yield token
        if token.advice:
            return
        own = await workspaces.own()
    if config.is_socket:
        yield await _connection(config)
    if not channels.addresses():
        yield Finding("channels", "none", "name channels in knowledge/directory/destinations.yaml, or a default one")
    for channel in channels.seen_from(own, is_home=True).all() if own else ():
        yield await _channel(client, channel)
    async for finding in _others(workspaces, own):
        yield finding


async def _others(workspaces: Workspaces, own: str) -> AsyncIterator[Finding]:
    """Workspaces that installed Indgang, and channels in those that did not."""
    home, seen = await workspaces.home(), {own} if own else set[str]()
    for each in await workspaces.installations.all() if workspaces.installations else ():
        if each.team_id not in seen:
            seen.add(each.team_id)
            async for finding in _workspace(workspaces, each, is_home=each.team_id == home):
                yield finding
    for address in workspaces.channels.addresses():
        team = channel_and_team(address)[1] or home
        if team not in seen:
            where = f"in {team or 'no workspace'}, where Indgang is not installed"
            yield Finding(f"channel {address}", where, "open /slack/install and choose it")


async def _workspace(workspaces: Workspaces, each: Installation, *, is_home: bool) -> AsyncIterator[Finding]:
    """One that installed Indgang, and its channels."""
    what = f"workspace {each.team_id} ({each.team_name})"
    if not each.token:
        yield Finding(
            what, "no key opens its token", "add the key it was sealed by to INDGANG_SLACK__TOKEN_KEY, or install again"
        )
        return
    client = workspaces.client_for(each)
    token = await _token(client, what)
    yield token
    if token.advice:
        return
    known = workspaces.channels.seen_from(each.team_id, is_home=is_home).all()
    if not known:
        told = "no destination names a channel in it"
        yield Finding(f"channels in {each.team_id}", f"none: {told}, so its people ask and see no leads")
    for channel in known:
        yield await _channel(client, channel, team=each.team_id)


async def _token(client: AsyncWebClient, what: str) -> Finding:
    try:
        with sorted_faults():
            answer = await client.auth_test()
    except IndgangError as error:
        return Finding(what, str(error), _ANEW)
    granted = {name.strip() for name in str(answer.headers.get("x-oauth-scopes", "")).split(",") if name.strip()}
    who = f"{answer.get('user')} in {answer.get('team')}"
    if granted and (missing := sorted(SCOPES - granted)):
        return Finding(what, who, f"add the scopes {', '.join(missing)} and install the app again")
    return Finding(what, who)


async def _connection(config: SlackConfig) -> Finding:
    client = AsyncWebClient(token=config.app_token, base_url=config.api_url, timeout=10, retry_handlers=[])
    try:
        with sorted_faults():
            await client.apps_connections_open(app_token=config.app_token)
    except IndgangError as error:
        return Finding(
            "app token", str(error), "make an app-level token with connections:write, and turn Socket Mode on"
        )
    return Finding("app token", "opens connections")


async def _channel(client: AsyncWebClient, channel: str, *, team: str = "") -> Finding:
    what = f"channel {channel}@{team}" if team else f"channel {channel}"
    try:
        with sorted_faults():
            try:
                told: dict[str, Any] = (await client.conversations_info(channel=channel))["channel"] or {}
            except SlackApiError as error:
                if error_of(error) == "channel_not_found":
                    return Finding(what, "not seen", "check its id, and write `/invite @Indgang` in it")
                raise
    except IndgangError as error:
        return Finding(what, str(error), "mend what the line says and look again")
    if told.get("is_archived"):
        return Finding(what, "archived", "take it out of the archive, or name another in destinations.yaml")
    if told.get("is_ext_shared"):
        return Finding(what, f"#{told.get('name')}, shared", "leads would be read outside: name a channel of your own")
    if not told.get("is_member"):
        return Finding(what, f"#{told.get('name')}", "write `/invite @Indgang` in it")
    return Finding(what, f"#{told.get('name')}")
