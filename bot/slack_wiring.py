"""Puts the colleagues' door in Slack together from the settings."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.domain import Directory
from bot.settings import Settings
from bot.slack import (
    Behind,
    Finding,
    LeadChannels,
    Posting,
    SlackConfig,
    SlackDoor,
    SlackEntrance,
    SlackNotifier,
    examine,
    make_client,
    open_entrance,
    open_slack,
)


def make_slack(settings: Settings, directory: Directory) -> SlackNotifier:
    config = slack_config(settings)
    return SlackNotifier(posting=Posting(client=make_client(config)), channels=slack_channels(config, directory))


def slack_config(settings: Settings) -> SlackConfig:
    slack = settings.slack
    return SlackConfig(
        bot_token=slack.bot_token.get_secret_value(),
        signing_secret=slack.signing_secret.get_secret_value(),
        app_token=slack.app_token.get_secret_value(),
        default_channel=slack.channel,
        quiet_channels=frozenset(slack.quiet_channels.replace(",", " ").split()),
        api_url=slack.api_url,
    )


def slack_channels(config: SlackConfig, directory: Directory) -> LeadChannels:
    return LeadChannels(directory=directory, default_channel=config.default_channel)


def examine_slack(settings: Settings, directory: Directory) -> AsyncIterator[Finding]:
    config = slack_config(settings)
    return examine(config, slack_channels(config, directory), client=make_client(config))


@asynccontextmanager
async def joined_slack(
    settings: Settings, directory: Directory, *, behind: Behind
) -> AsyncGenerator[SlackEntrance | None, None]:
    """The entrance for colleagues; None where this installation has no Slack."""
    if not settings.slack.is_on:
        yield None
        return
    config = slack_config(settings)
    channels = slack_channels(config, directory)

    def opening() -> AbstractAsyncContextManager[SlackDoor]:
        return open_slack(config, client=make_client(config), channels=channels, behind=behind)

    async with open_entrance(opening) as entrance:
        yield entrance
