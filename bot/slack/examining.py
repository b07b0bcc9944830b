"""`indgang doctor slack`: whether Slack lets us do our work, and what to do where it does not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import IndgangError

from .config import SlackConfig
from .faults import error_of, sorted_faults
from .people import LeadChannels

SCOPES = frozenset(
    "app_mentions:read assistant:write channels:history channels:read chat:write commands groups:history groups:read "
    "im:history users:read".split()
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` is empty where it is well."""

    what: str
    found: str
    advice: str = ""


async def examine(config: SlackConfig, channels: LeadChannels, *, client: AsyncWebClient) -> AsyncIterator[Finding]:
    """Asks Slack; posts nothing."""
    token = await _token(client)
    yield token
    if token.advice:
        return
    if config.is_socket:
        yield await _connection(config)
    known = channels.all()
    if not known:
        yield Finding("channels", "none", "name channels in knowledge/directory/destinations.yaml, or a default one")
    for channel in known:
        yield await _channel(client, channel)


async def _token(client: AsyncWebClient) -> Finding:
    try:
        with sorted_faults():
            answer = await client.auth_test()
    except IndgangError as error:
        return Finding("bot token", str(error), "copy the Bot User OAuth Token anew from OAuth & Permissions")
    granted = {name.strip() for name in str(answer.headers.get("x-oauth-scopes", "")).split(",") if name.strip()}
    who = f"{answer.get('user')} in {answer.get('team')}"
    if granted and (missing := sorted(SCOPES - granted)):
        return Finding("bot token", who, f"add the scopes {', '.join(missing)} and install the app again")
    return Finding("bot token", who)


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


async def _channel(client: AsyncWebClient, channel: str) -> Finding:
    what = f"channel {channel}"
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
