"""`indgang doctor slack` says what is missing, channel by channel, and how to mend it."""

from dataclasses import replace

import pytest

from bot.domain import ConfigurationError
from bot.slack import LeadChannels, SlackConfig, examine, make_client
from bot.slack.app import open_slack

from .edge import APP_TOKEN, BOT_TOKEN, SECRET
from .workspace import Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio]


def _config(place: Workspace, *, bot_token: str = BOT_TOKEN, app_token: str = "") -> SlackConfig:
    return SlackConfig(
        bot_token=bot_token, signing_secret=SECRET, app_token=app_token, api_url=f"{place.edge.url}/api/"
    )


async def _advice(config: SlackConfig, channels: LeadChannels) -> dict[str, str]:
    client = make_client(config)
    return {each.what: each.advice async for each in examine(config, channels, client=client)}


async def test_an_installation_that_is_well_gets_no_advice(workspace: Workspace) -> None:
    channels = workspace.slack.desk.people.channels
    found = await _advice(_config(workspace, app_token=APP_TOKEN), channels)
    assert set(found.values()) == {""}
    assert {f"channel {workspace.channel}", f"channel {workspace.desk_channel}", "bot token", "app token"} == set(found)


async def test_each_thing_that_is_missing_is_named_with_its_remedy(workspace: Workspace) -> None:
    channels = workspace.slack.desk.people.channels
    wrong = await _advice(_config(workspace, bot_token="xoxb-guessed"), channels)  # noqa: S106 - not a token
    assert list(wrong) == ["bot token"]
    assert "OAuth & Permissions" in wrong["bot token"]
    lost = await _advice(_config(workspace, app_token="xoxb-1"), replace(channels, default_channel="C0NOWHERE"))  # noqa: S106
    assert "connections:write" in lost["app token"]
    assert "/invite @Indgang" in lost["channel C0NOWHERE"]
    nowhere = replace(channels.directory, destinations={})
    none = await _advice(_config(workspace), LeadChannels(directory=nowhere))
    assert "destinations.yaml" in none["channels"]


async def test_a_channel_without_us_says_to_invite(workspace: Workspace) -> None:
    made = await workspace.edge.emulated("conversations.create", {"name": "elsewhere"}, token=workspace.ann.token)
    channel = made["channel"]["id"] if made["ok"] else ""
    assert channel
    channels = replace(workspace.slack.desk.people.channels, default_channel=channel)
    assert "/invite @Indgang" in (await _advice(_config(workspace), channels))[f"channel {channel}"]


async def test_a_token_slack_does_not_know_stops_the_start(workspace: Workspace) -> None:
    desk = workspace.slack.desk
    config = _config(workspace, bot_token="xoxb-guessed")  # noqa: S106 - not a token
    with pytest.raises(ConfigurationError, match="INDGANG_SLACK__BOT_TOKEN"):
        async with open_slack(config, client=make_client(config), channels=desk.people.channels, behind=desk.behind):
            pass
