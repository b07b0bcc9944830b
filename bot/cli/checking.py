"""`indgang check`: findings an editor can act on; CI fails on errors."""

from typing import Annotated

import typer
from rich.markup import escape

from bot.knowledge import Severity, check_knowledge
from bot.wiring import SystemClock

from .running import paper, read_day, read_settings


def check(
    notices: Annotated[bool, typer.Option(help="Also show notices, which do not fail.")] = False,
    today: Annotated[str, typer.Option(help="Check as of this day (YYYY-MM-DD).")] = "",
) -> None:
    """Check knowledge/ before anyone is answered from it."""
    day = read_day(today) or SystemClock().now().date()
    settings = read_settings()
    findings = check_knowledge(settings.knowledge_dir, today=day, sites=settings.sites)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    for finding in findings if notices else errors:
        paper.print(f"[bold]{escape(finding.where)}[/]: {escape(finding.problem)} → {escape(finding.fix)}")
    paper.print(f"{len(errors)} errors, {len(findings) - len(errors)} notices")
    if errors:
        raise typer.Exit(1)
