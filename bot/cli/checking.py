"""`indgang check`: findings an editor can act on; CI fails on errors."""

from datetime import timedelta
from typing import Annotated

import typer
from rich.markup import escape

from bot.domain import Report
from bot.knowledge import Severity, check_knowledge, expiring, findings_of
from bot.settings import Settings
from bot.storage import SqlReports
from bot.wiring import SystemClock, open_database

from .running import paper, read_day, read_settings, run


def check(
    notices: Annotated[bool, typer.Option(help="Also show notices, which do not fail.")] = False,
    expiring_in: Annotated[
        int,
        typer.Option(
            "--expiring", min=0, help="Also list the cards that run out, or are to be read again, within so many days."
        ),
    ] = 0,
    today: Annotated[str, typer.Option(help="Check as of this day (YYYY-MM-DD).")] = "",
) -> None:
    """Check knowledge/ before anyone is answered from it."""
    day = read_day(today) or SystemClock().now().date()
    settings = read_settings()
    findings = [
        *check_knowledge(settings.knowledge_dir, today=day, sites=settings.sites),
        *findings_of(run(_reports(settings))),
    ]
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    for finding in findings if notices else errors:
        paper.print(f"[bold]{escape(finding.where)}[/]: {escape(finding.problem)} → {escape(finding.fix)}")
    if expiring_in:
        for finding in expiring(settings.knowledge_dir, today=day, within=timedelta(days=expiring_in)):
            paper.print(f"[bold]{escape(finding.where)}[/]: {escape(finding.problem)} → {escape(finding.fix)}")
    paper.print(f"{len(errors)} errors, {len(findings) - len(errors)} notices")
    if errors:
        raise typer.Exit(1)


async def _reports(settings: Settings) -> list[Report]:
    """What colleagues have reported here; a check of a fresh checkout makes no database."""
    if not settings.database_url and not (settings.data_dir / "indgang.db").exists():
        return []
    async with open_database(settings) as database:
        return await SqlReports(database=database).open()
