"""`indgang` itself: its version, its help, and errors told in one line."""

import re

import pytest

from bot import __version__
from bot.cli import main
from bot.settings import Settings

from .conftest import Indgang


def test_the_version_is_shown(indgang: Indgang) -> None:
    shown = indgang("--version")
    assert (shown.exit_code, shown.output.strip()) == (0, f"indgang {__version__}")


def test_without_a_command_help_is_shown(indgang: Indgang) -> None:
    shown = indgang()
    for command in ("serve", "chat", "ask", "check", "index", "import", "leads", "doctor"):
        assert re.search(rf"\b{command}\b", shown.output)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["leads", "show", "IND-NONE"], "no lead IND-NONE"),
        (["import", "nowhere.md"], "there is no nowhere.md"),
        (["ask", "--jsonl", "nowhere.jsonl", "--out", "out.jsonl"], "cannot read nowhere.jsonl"),
    ],
)
def test_an_error_raised_on_purpose_is_one_line_without_a_traceback(
    arguments: list[str],
    says: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["indgang", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"indgang: {says}")


def test_a_wrong_setting_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INDGANG_PROT", "8080")
    monkeypatch.setattr("sys.argv", ["indgang", "leads"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "INDGANG_PROT" in capsys.readouterr().err
