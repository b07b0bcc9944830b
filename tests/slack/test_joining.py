"""The settings an operator writes open the door, by HTTP or by Socket Mode."""

import pytest

from bot.settings import Settings
from bot.slack_wiring import joined_slack, make_slack, slack_config

from .edge import APP_TOKEN, BOT_TOKEN, SECRET
from .workspace import SYD, Workspace

pytestmark = [pytest.mark.slack, pytest.mark.anyio]


def _settings(place: Workspace, **more: str) -> Settings:
    given = {
        "BOT_TOKEN": BOT_TOKEN,
        "SIGNING_SECRET": SECRET,
        "API_URL": f"{place.edge.url}/api/",
        "CHANNEL": place.desk_channel,
        "QUIET_CHANNELS": "C1, C2",
        **more,
    }
    return Settings.from_environ({f"INDGANG_SLACK__{name}": value for name, value in given.items()})


@pytest.mark.parametrize("by_socket", [False, True], ids=["http", "socket"])
async def test_one_setting_chooses_the_way(workspace: Workspace, by_socket: bool) -> None:
    settings = _settings(workspace, **({"APP_TOKEN": APP_TOKEN} if by_socket else {}))
    behind, directory = workspace.slack.desk.behind, workspace.desk.directory
    assert slack_config(settings).quiet_channels == {"C1", "C2"}
    assert make_slack(settings, directory).recipients(SYD) == (f"slack:{workspace.channel}",)
    async with joined_slack(settings, directory, behind=behind) as entrance:
        assert entrance
        assert entrance.door
        assert entrance.door.desk.config.is_socket is by_socket
        assert (entrance.door.around(_other) is _other) is by_socket


async def test_without_a_token_there_is_no_slack(workspace: Workspace) -> None:
    behind, directory = workspace.slack.desk.behind, workspace.desk.directory
    async with joined_slack(Settings(), directory, behind=behind) as entrance:
        assert entrance is None


async def _other(*_: object) -> None:
    """The visitors' app."""
