"""What every command shares: settings, a progress bar, and an event loop."""

import asyncio
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.domain import ConfigurationError
from bot.logs import configure_logging
from bot.settings import Settings

T = TypeVar("T")
screen = Console(stderr=True)
paper = Console(highlight=False, soft_wrap=True)


def read_settings() -> Settings:
    settings = Settings.from_environ()
    configure_logging(settings.log_level)
    return settings


def read_day(today: str) -> date | None:
    try:
        return date.fromisoformat(today) if today else None
    except ValueError as error:
        raise typer.BadParameter(f"--today wants YYYY-MM-DD, such as 2026-12-31, not {today!r}") from error


def write(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    try:
        path.write_text(text, encoding=encoding)
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror}; name another file") from error


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


class Bar:
    """A progress bar that appears with the first step, so that nothing is drawn when nothing is done."""

    def __init__(self, progress: Progress, words: str) -> None:
        self._progress = progress
        self._words = words
        self._task: Any = None

    def __call__(self, done: int, total: int) -> None:
        if self._task is None:
            self._task = self._progress.add_task(self._words, total=total)
        self._progress.update(self._task, completed=done, total=total)


@contextmanager
def progress_bar(words: str) -> Generator[Bar, None, None]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        yield Bar(progress, words)
