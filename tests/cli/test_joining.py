"""Commands that join by an entry point: listed, loaded when asked for, and explained where they are not there."""

from importlib.metadata import EntryPoint

import pytest
from typer.testing import CliRunner

from bot.cli import app, joining
from bot.domain import ConfigurationError


def join(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    entry = EntryPoint(name="guest", value=value, group=joining.GROUP)
    monkeypatch.setattr(joining, "joined", lambda: [entry])


def test_a_joined_command_is_listed_and_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    join(monkeypatch, "bot.cli.leading:app")
    assert "guest" in CliRunner().invoke(app, ["--help"]).output
    assert CliRunner().invoke(app, ["guest", "--help"]).exit_code == 0


def test_one_whose_package_is_absent_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    join(monkeypatch, "absent_package.cli:app")
    shown = CliRunner().invoke(app, ["guest", "run", "--fast"])
    assert isinstance(shown.exception, ConfigurationError)
    assert "absent_package, which is not installed" in str(shown.exception)
