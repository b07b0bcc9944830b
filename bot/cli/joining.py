"""Commands of packages beside the product: they name themselves by an entry point and are loaded when asked for."""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot.domain import ConfigurationError

GROUP = "indgang.commands"


class JoinedCommands(TyperGroup):
    """The commands of our own, and after them those that joined."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *(entry.name for entry in joined())]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        ours = super().get_command(ctx, cmd_name)
        return ours or next((_loaded(entry) for entry in joined() if entry.name == cmd_name), None)


def joined() -> Iterable[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda entry: entry.name)


def _loaded(entry: EntryPoint) -> Any:
    try:
        command = get_command(entry.load())
    except ImportError as error:
        command = get_command(_absent(entry.name, error.name or entry.module))
    command.name = entry.name
    return command


def _absent(name: str, module: str) -> typer.Typer:
    """Stands in for a command whose package is not here, and says so whatever it is asked."""
    app = typer.Typer(add_completion=False)

    @app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
    def absent() -> None:
        """Not available here: it needs a checkout and its extra."""
        raise ConfigurationError(
            f"`indgang {name}` needs {module}, which is not installed; in a checkout run `make setup`, "
            f'or pip install -e ".[{name}s]"'
        )

    return app
