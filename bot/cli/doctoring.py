"""`indgang doctor`: whether this installation can do its work, and what to do where it can't."""

import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from bot.domain import ConfigurationError, IndgangError, Language
from bot.knowledge import Severity, check_knowledge, load_knowledge
from bot.settings import Settings
from bot.slack_wiring import examine_slack, make_installing
from bot.storage import SqlConversationStore
from bot.web import read_manifest
from bot.wiring import SystemClock, make_embedder, make_smtp_door, open_database, read_secret, read_sites

from .running import paper, read_settings, run


class Part(StrEnum):
    ALL = "all"
    SLACK = "slack"


def doctor(
    part: Annotated[Part, typer.Argument(help="Everything here, or what Slack says of us.")] = Part.ALL,
) -> None:
    """Look at every part once; the exit status is 1 when one is not well."""
    settings = read_settings()
    if part is Part.SLACK:
        if not run(_slack(settings)):
            raise typer.Exit(1)
        return
    today = SystemClock().now().date()
    parts: tuple[tuple[str, Callable[[], str]], ...] = (
        ("python", lambda: sys.version.split()[0]),
        ("knowledge", lambda: _knowledge(settings, today)),
        ("sites", lambda: _sites(settings)),
        ("widget", _widget),
        ("embedder", lambda: _embedder(settings)),
        ("database", lambda: run(_database(settings))),
        ("secret", lambda: f"{len(read_secret(settings))} characters"),
        ("mail", lambda: run(_mail(settings))),
        ("hosts", lambda: f"listens on {settings.host}:{settings.port}; calls {_called(settings)}"),
    )
    results = [_look(name, look) for name, look in parts]
    if not all(results):
        raise typer.Exit(1)


def _look(name: str, look: Callable[[], str]) -> bool:
    try:
        found = look()
    except IndgangError as error:
        paper.print(f"✗ {name}: {error}", style="red", markup=False)
        return False
    paper.print(f"✓ {name}: {found}", markup=False)
    return True


def _called(settings: Settings) -> str:
    hosts = (
        settings.mail.host,
        settings.slack.api_url if settings.slack.is_on else "",
        settings.llm.base_url,
        settings.embedding.url,
        settings.chroma_url,
    )
    return " and ".join(filter(None, hosts)) or "no other host"


async def _slack(settings: Settings) -> bool:
    if not settings.slack.is_on:
        raise ConfigurationError("there is no Slack here: set INDGANG_SLACK__BOT_TOKEN; docs/slack.md says how")
    directory = load_knowledge(settings.knowledge_dir).directory
    is_well = True
    async with open_database(settings) as database:
        installing = make_installing(settings, database, clock=SystemClock())
        async for finding in examine_slack(settings, directory, installing=installing):
            advice = f": {finding.advice}" if finding.advice else ""
            mark, style = ("✗", "red") if finding.advice else ("✓", None)
            paper.print(f"{mark} {finding.what}: {finding.found}{advice}", style=style, markup=False)
            is_well = is_well and not finding.advice
    return is_well


def _knowledge(settings: Settings, today: date) -> str:
    knowledge = load_knowledge(settings.knowledge_dir)
    errors = [f for f in check_knowledge(settings.knowledge_dir, today=today) if f.severity is Severity.ERROR]
    return f"{len(knowledge.cards)} cards, {len(knowledge.directory.destinations)} destinations, {len(errors)} findings"


def _sites(settings: Settings) -> str:
    sites = read_sites(settings, load_knowledge(settings.knowledge_dir))
    return f"{len(sites) - 1} beside the own page"


def _widget() -> str:
    built = read_manifest()
    return ", ".join(f"{name} {built[name].gzip / 1_000:.1f} kB" for name in ("loader", "panel"))


def _embedder(settings: Settings) -> str:
    embedder = make_embedder(settings)
    return f"{embedder.name}, {len(embedder.embed_query(str(Language.DANISH)))} dimensions"


async def _database(settings: Settings) -> str:
    async with open_database(settings) as database:
        store = SqlConversationStore(database=database, clock=SystemClock())
        return f"{database.place}, {len(await store.handoffs())} leads"


async def _mail(settings: Settings) -> str:
    """Connects and logs in, and sends nothing."""
    if not settings.mail.host:
        return "not set up (INDGANG_MAIL__HOST); without another channel leads wait in `indgang leads`"
    await make_smtp_door(settings.mail).look()
    destinations = load_knowledge(settings.knowledge_dir).directory.destinations.values()
    reached = sum(bool(each.delivery.email) for each in destinations)
    return f"{settings.mail.host} lets us in; {reached} of {len(destinations)} destinations have a delivery address"
