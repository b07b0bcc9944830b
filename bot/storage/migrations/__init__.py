"""Steps from any older store to the present one, run forward at start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.domain import ConfigurationError


def upgrade(connection: Connection) -> None:
    """Run every step that is missing, inside the connection's transaction.

    Raises:
        ConfigurationError: the store was written by a newer Indgang.
    """
    try:
        command.upgrade(settings_for(connection), "head")
    except CommandError as error:
        raise ConfigurationError(
            "the database was written by a newer Indgang: start that version, or put an older backup in its place"
        ) from error


def settings_for(connection: Connection) -> Config:
    """What Alembic reads from an ini file elsewhere; the steps are found beside this file, also in a wheel."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings
