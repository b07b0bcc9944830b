"""`indgang sites`: which public sites carry the widget, and what each of them pastes into its pages."""

from typing import Annotated

import typer
from rich.table import Table

from bot.domain import ConfigurationError, Site
from bot.knowledge import load_knowledge
from bot.web import policy_lines, read_manifest, script_tag, style_rule
from bot.wiring import read_sites

from .running import paper, read_settings

app = typer.Typer(help="The public sites that may carry the widget.", invoke_without_command=True)


@app.callback()
def sites(context: typer.Context) -> None:
    """List the sites."""
    if context.invoked_subcommand is None:
        list_()


@app.command("list")
def list_() -> None:
    """One line a site."""
    table = Table("key", "operator", "may stand on", "languages", "open", box=None)
    for site in _sites():
        hours = site.opening_hours
        table.add_row(
            site.key or "own-page",
            site.operator.en,
            ", ".join(sorted(site.origins)) or "the own page alone",
            ", ".join(site.languages),
            hours.words().en if hours else "",
        )
    paper.print(table)


@app.command("snippet")
def snippet(
    key: str,
    server: Annotated[str, typer.Option(help="Where visitors' browsers reach Indgang: https://…")],
    pinned: Annotated[bool, typer.Option(help="Let the browser refuse any other file (SRI).")] = False,
) -> None:
    """What a site pastes into its pages, and what its policies must allow."""
    site = next((site for site in _sites() if site.key == key), None)
    if site is None:
        raise ConfigurationError(f"no site {key!r}; `indgang sites` lists them")
    server = server.rstrip("/")
    _say(
        "In the page, before </body>:",
        script_tag(site, server=server, pinned=read_manifest()["pinned"] if pinned else None),
    )
    lines = policy_lines(server)
    _say("Added to the Content-Security-Policy:", "\n".join(f"{name} {value}" for name, value in lines.items()))
    if rule := style_rule(site):
        _say("In the site's own style sheet:", rule)
    if pinned:
        paper.print("A pinned tag holds for this build alone: change it when Indgang is upgraded.")


def _say(heading: str, text: str) -> None:
    paper.print(f"{heading}\n", style="bold", markup=False)
    typer.echo(f"{text}\n")


def _sites() -> tuple[Site, ...]:
    settings = read_settings()
    return read_sites(settings, load_knowledge(settings.knowledge_dir))
