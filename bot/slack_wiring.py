"""Puts the colleagues' door in Slack together from the settings."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.domain import Directory
from bot.ports import Clock
from bot.settings import Settings
from bot.slack import (
    Behind,
    Finding,
    Installing,
    LeadChannels,
    PostingEverywhere,
    SlackConfig,
    SlackDoor,
    SlackEntrance,
    SlackNotifier,
    Workspaces,
    examine,
    make_client,
    open_entrance,
    open_slack,
)
from bot.storage import Database, Sealer, SqlInstallations, SqlStates


def make_slack(settings: Settings, directory: Directory, *, installing: Installing | None = None) -> SlackNotifier:
    config = slack_config(settings)
    channels = slack_channels(config, directory)
    workspaces = Workspaces(
        config=config,
        channels=channels,
        client=make_client(config),
        installations=installing.installations if installing else None,
    )
    return SlackNotifier(posting=PostingEverywhere(workspaces), channels=channels)


def make_installing(settings: Settings, database: Database, *, clock: Clock) -> Installing | None:
    """Where further workspaces are kept; None where this installation takes none."""
    if not settings.slack.takes_workspaces:
        return None
    sealer = Sealer.of(settings.slack.keys().get_secret_value(), named="INDGANG_SLACK__TOKEN_KEY")
    return Installing(
        installations=SqlInstallations(database=database, clock=clock, sealer=sealer),
        states=SqlStates(database=database, clock=clock, sealer=sealer),
        clock=clock,
    )


def slack_config(settings: Settings) -> SlackConfig:
    slack = settings.slack
    return SlackConfig(
        bot_token=slack.bot_token.get_secret_value(),
        signing_secret=slack.signing_secret.get_secret_value(),
        app_token=slack.app_token.get_secret_value(),
        default_channel=slack.channel,
        quiet_channels=frozenset(slack.quiet_channels.replace(",", " ").split()),
        api_url=slack.api_url,
        client_id=slack.client_id,
        client_secret=slack.secret_of_client().get_secret_value(),
        public_url=settings.public_url,
    )


def slack_channels(config: SlackConfig, directory: Directory) -> LeadChannels:
    return LeadChannels(directory=directory, default_channel=config.default_channel)


def examine_slack(
    settings: Settings, directory: Directory, *, installing: Installing | None = None
) -> AsyncIterator[Finding]:
    config = slack_config(settings)
    return examine(
        config,
        slack_channels(config, directory),
        client=make_client(config),
        installations=installing.installations if installing else None,
    )


@asynccontextmanager
async def joined_slack(
    settings: Settings, directory: Directory, *, behind: Behind, installing: Installing | None = None
) -> AsyncGenerator[SlackEntrance | None, None]:
    """The entrance for colleagues; None where this installation has no Slack."""
    if not settings.slack.is_on:
        yield None
        return
    config = slack_config(settings)
    channels = slack_channels(config, directory)

    def opening() -> AbstractAsyncContextManager[SlackDoor]:
        client = make_client(config)
        return open_slack(config, client=client, channels=channels, behind=behind, installing=installing)

    async with open_entrance(opening) as entrance:
        yield entrance
