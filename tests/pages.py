"""The pages of docs/ that the program itself tells: `python -m tests.pages` writes them anew."""

from pathlib import Path

from rich.text import Text
from typer.testing import CliRunner

from bot.cli import app

ROOT = Path(__file__).parent.parent
COMMANDS = ROOT / "docs" / "commands.md"
COLUMNS = 100
OPENING = """# Commands
What each command says of itself; `make docs` writes this page.
"""
LISTED = (
    (),
    ("serve",),
    ("chat",),
    ("ask",),
    ("check",),
    ("index",),
    ("import",),
    ("leads",),
    ("leads", "list"),
    ("leads", "show"),
    ("leads", "export"),
    ("backup",),
    ("restore",),
    ("feedback",),
    ("knowledge",),
    ("knowledge", "diff"),
    ("gaps",),
    ("gaps", "list"),
    ("gaps", "draft"),
    ("gaps", "approve"),
    ("report",),
    ("sites",),
    ("sites", "list"),
    ("sites", "snippet"),
    ("leads", "move"),
    ("leads", "answer"),
    ("leads", "revoke"),
    ("leads", "notices"),
    ("leads", "mended"),
    ("leads", "reports"),
    ("leads", "settled"),
    ("person",),
    ("person", "export"),
    ("person", "erase"),
    ("doctor",),
    ("eval",),
    *(("eval", name) for name in ("run", "report", "compare", "gate", "baseline", "harvest", "export", "agree")),
)


def commands_page() -> str:
    return "\n".join([OPENING, *(_section(words) for words in LISTED)])


def help_of(words: tuple[str, ...]) -> str:
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="indgang", env={"COLUMNS": str(COLUMNS)})
    lines = Text.from_ansi(result.output).plain.splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _section(words: tuple[str, ...]) -> str:
    return f"## `{' '.join(('indgang', *words))}`\n\n```text\n{help_of(words)}\n```\n"


if __name__ == "__main__":
    COMMANDS.write_text(commands_page(), encoding="utf-8")
