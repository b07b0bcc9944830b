"""The command `indgang`: its commands, and errors told in one line."""

import sys

import typer

from bot import __version__
from bot.domain import IndgangError

from . import (
    asking,
    backing,
    chatting,
    checking,
    doctoring,
    feedback,
    gapping,
    importing,
    indexing,
    knowing,
    leading,
    person,
    reporting,
    serving,
    siting,
    triaging,
)
from .joining import JoinedCommands

app = typer.Typer(
    name="indgang",
    cls=JoinedCommands,
    help="One entrance where companies ask, get proven answers, and meet the one who can act.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("serve")(serving.serve)
app.command("chat")(chatting.chat)
app.command("ask")(asking.ask)
app.command("check")(checking.check)
app.command("index")(indexing.index)
app.command("import")(importing.import_)
app.command("backup")(backing.backup)
app.command("restore")(backing.restore)
app.command("doctor")(doctoring.doctor)
app.command("feedback")(feedback.feedback)
app.command("report")(reporting.report)
triaging.add_to(leading.app)
app.add_typer(leading.app, name="leads")
app.add_typer(gapping.app, name="gaps")
app.add_typer(knowing.app, name="knowledge")
app.add_typer(siting.app, name="sites")
app.add_typer(person.app, name="person")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"indgang {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Show the version."),
) -> None:
    del version


def main() -> None:
    """Errors we raise on purpose are told in one line, without a traceback."""
    try:
        app()
    except IndgangError as error:
        typer.echo(f"indgang: {error}", err=True)
        sys.exit(2)
