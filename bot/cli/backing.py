"""`indgang backup` and `indgang restore`: the database copied while it is in use, and put back."""

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings
from bot.storage import Ledger, back_up
from bot.storage import restore as put_back
from bot.wiring import open_database

from .person import erase_again
from .running import paper, read_settings, run


def backup(copy: Annotated[Path, typer.Argument(help="A new file for the copy.")]) -> None:
    """Copy the database while it is in use. Conversations and leads are in it: keep it as safe as the original."""
    size = back_up(read_settings().database, copy)
    paper.print(f"{copy}: {size:,} bytes, checked whole")


def restore(
    copy: Annotated[Path, typer.Argument(help="A file that `indgang backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a database; that one is kept.")
    ] = False,
) -> None:
    """Put a copy in the database's place. Stop Indgang first; the index is rebuilt at the next start where it must."""
    settings = read_settings()
    aside = put_back(copy, settings.database, replace=replace)
    paper.print(f"restored from {copy}" + (f"; what stood there is now {aside}" if aside else ""))
    if Ledger.beside(settings.data_dir).erased() and (gone := run(_erase_again(settings))):
        paper.print(f"{gone} conversations in the copy had been erased since: forgotten again")


async def _erase_again(settings: Settings) -> int:
    async with open_database(settings) as database:
        return await erase_again(settings, database)
