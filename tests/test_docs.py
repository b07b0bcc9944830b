"""The docs say what the program says: its settings, its commands and its version."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel, SecretStr

from bot import __version__
from bot.cli import app
from bot.settings import PREFIX, Settings

from .pages import COMMANDS, LISTED, ROOT, commands_page

ROW = re.compile(rf"^\| `({PREFIX}\w+)` \| (?:`([^`]+)`)? ?\| .+ \|$", re.MULTILINE)
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\]", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)\)")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _default(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def _defaults(settings: type[BaseModel], prefix: str) -> Iterator[tuple[str, str]]:
    for name, field in settings.model_fields.items():
        value = field.get_default(call_default_factory=True, validated_data={})
        if isinstance(value, BaseModel):
            yield from _defaults(type(value), f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}", _default(value)


def test_the_readme_lists_every_setting_with_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert ROW.findall(_read("README.md")) == list(_defaults(Settings, PREFIX))


def test_the_commands_page_is_what_the_commands_say() -> None:
    assert COMMANDS.read_text(encoding="utf-8") == commands_page(), "run `make docs`"


def test_the_commands_page_leaves_no_command_out() -> None:
    assert sorted(LISTED) == sorted(_paths(app))


def test_the_changelog_opens_with_this_version() -> None:
    released = RELEASE.findall(_read("CHANGELOG.md"))
    project = tomllib.loads(_read("pyproject.toml"))["project"]
    assert released[0] == project["version"] == __version__


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    decisions = {path.name for path in (ROOT / "docs" / "adr").glob("0*.md")}
    assert set(LINK.findall(_read("docs/adr/README.md"))) == decisions


def _paths(group: typer.Typer, *words: str) -> list[tuple[str, ...]]:
    paths = [words, *((*words, str(command.name)) for command in group.registered_commands)]
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        paths += _paths(inner.typer_instance, *words, str(inner.name))
    return paths
