"""`indgang knowledge`: what changed between two states of the knowledge folder."""

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from bot.domain import ConfigurationError
from bot.knowledge import compare, read_knowledge

from .running import paper, read_settings

app = typer.Typer(help="The knowledge folder: what changed between two states of it.", no_args_is_help=True)
State = Annotated[str, typer.Argument(help="A folder, or a git tag or commit.")]


@app.callback()
def knowledge() -> None:
    """The knowledge folder."""


@app.command("diff")
def diff(before: State, after: State) -> None:
    """Cards added, removed and changed: facts, texts, sources, and until when they hold."""
    here = read_settings().knowledge_dir
    with _folder(before, here) as old, _folder(after, here) as new:
        changes = compare(read_knowledge(old).knowledge.cards, read_knowledge(new).knowledge.cards)
    for change in changes:
        paper.print(f"[bold]{change.kind}[/] {escape(change.card_id)}")
        for detail in change.details:
            paper.print(f"  {detail}", markup=False)
    paper.print(f"{len(changes)} cards differ")


@contextmanager
def _folder(state: str, here: Path) -> Generator[Path, None, None]:
    """The folder itself, or the knowledge folder as it was at a tag or commit."""
    if Path(state).is_dir():
        yield Path(state)
        return
    with tempfile.TemporaryDirectory() as made:
        with tarfile.open(fileobj=io.BytesIO(_archive(state, here))) as archive:
            archive.extractall(made, filter="data")
        yield Path(made)


def _archive(state: str, here: Path) -> bytes:
    git = shutil.which("git")
    if git is None or state.startswith("-"):
        raise ConfigurationError(f"there is no folder {state!r}; name a folder, or install git to name a tag or commit")
    done = subprocess.run(  # noqa: S603 - git itself, on a name that is no option
        [git, "-C", str(here), "archive", "--format=tar", f"{state}:./"], capture_output=True, check=False
    )
    if done.returncode:
        raise ConfigurationError(
            f"{state!r} is neither a folder nor a tag or commit that holds {here}; `git tag` and `git log` list them"
        )
    return done.stdout
