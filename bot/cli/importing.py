"""`indgang import`: documents become citable beside the cards."""

from pathlib import Path
from typing import Annotated

import typer

from bot.domain import UnreadableDocument
from bot.knowledge import load_knowledge
from bot.knowledge.importing import Change, Imported, Importer
from bot.privacy import mask
from bot.settings import Settings
from bot.storage import SqlDocuments
from bot.wiring import SystemClock, open_database

from .indexing import rebuild
from .running import paper, read_settings, run


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Markdown, text, PDF, Word or HTML.")],
    prune: Annotated[bool, typer.Option(help="Also forget documents whose file is no longer there.")] = False,
) -> None:
    """Import documents; unchanged files cost nothing, and what can't be read is refused with the reason."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UnreadableDocument(f"there is no {missing[0]}; check the name")
    settings = read_settings()
    results = run(_import(settings, paths, prune=prune))
    if any(result.change in {Change.ADDED, Change.CHANGED, Change.REMOVED} for result in results):
        report = run(rebuild(settings))
        paper.print(f"{report.texts} texts indexed, {report.computed} of them newly embedded")
    if any(result.change is Change.REFUSED for result in results):
        raise typer.Exit(1)


async def _import(settings: Settings, paths: list[Path], *, prune: bool) -> list[Imported]:
    hidden = load_knowledge(settings.knowledge_dir).directory.politicians
    async with open_database(settings) as database:
        importer = Importer(
            documents=SqlDocuments(database=database, clock=SystemClock()),
            mask=mask,
            hidden_addresses=[entry for entry in hidden if "@" in entry],
            prune=prune,
        )
        return await importer.run(paths, progress=_tell)


def _tell(result: Imported) -> None:
    name = result.file_name or result.document_id
    detail = result.reason or (f"{result.passages} passages" if result.passages else "")
    paper.print(f"{result.change}: {name}{f' ({detail})' if detail else ''}", markup=False)
