"""The command as an operator runs it, on a small knowledge folder and an empty data folder."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app, running
from bot.domain import Conversation
from bot.settings import Settings
from bot.storage import SqlConversationStore
from bot.wiring import open_database
from tests.fakes import FrozenClock
from tests.knowledge.folder import DESTINATIONS, Folder, write_folder

Indgang = Callable[..., Result]
DESK = DESTINATIONS.replace("lab:", "human-coordinator:", 1).replace("cards: [robot-lab]", "cards: []")


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A command logs to the screen it was given; that one is gone when it ends."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = write_folder(tmp_path / "knowledge")
    folder.write("directory/destinations.yaml", DESTINATIONS + DESK)
    return folder


@pytest.fixture
def settings(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What the command will read from its environment."""
    settings = Settings(knowledge_dir=folder.path, data_dir=tmp_path / "var")
    monkeypatch.setenv("INDGANG_KNOWLEDGE_DIR", str(settings.knowledge_dir))
    monkeypatch.setenv("INDGANG_DATA_DIR", str(settings.data_dir))
    return settings


@pytest.fixture
def indgang(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Indgang:
    """Runs `indgang …` on paper wide enough for its tables; errors come through as raised."""
    monkeypatch.setattr(running.paper, "width", 200)

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner(env={"COLUMNS": "200"}).invoke(app, list(arguments), input=typed)

    return run


def keep(settings: Settings, conversation: Conversation) -> None:
    async def create() -> None:
        async with open_database(settings) as database:
            await SqlConversationStore(database=database, clock=FrozenClock()).create(conversation)

    asyncio.run(create())
