"""`indgang sites` and `indgang feedback`."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain import ConfigurationError, ConversationId, Feedback, FeedbackReason
from bot.settings import Settings
from bot.storage import SqlFeedback
from bot.wiring import open_database
from tests.knowledge.folder import Folder
from tests.storage.samples import MORNING, conversation

from .conftest import Indgang, keep

SITES = """
robot-town:
  operator: {da: Robotby, en: Robot Town}
  origins: ["https://www.robot.example"]
  opening_hours: {mon-fri: "09:00-15:00"}
  theme: {accent: "#0b5468"}
"""
TOLD = Feedback(
    id="f1",
    conversation_id=ConversationId("c1"),
    message_id="m1/reply",
    helped=False,
    reason=FeedbackReason.OUTDATED,
    comment="[red]Æ[/red] \x1b[31mstår forkert",
    question="Kan robotten danse?",
    cards=("robot-lab",),
    at=MORNING,
)


@pytest.fixture(autouse=True)
def sites(folder: Folder) -> None:
    folder.write("sites.yaml", SITES)


def test_sites_are_listed_with_where_they_may_stand(indgang: Indgang) -> None:
    told = indgang("sites").output
    assert "own-page" in told
    assert "https://www.robot.example" in told
    assert "Monday–Friday 9:00–15:00" in told


def test_a_site_gets_what_it_pastes(indgang: Indgang) -> None:
    told = indgang("sites", "snippet", "robot-town", "--server", "https://indgang.example/").output
    assert '<script src="https://indgang.example/widget/v1/loader.js" data-site="robot-town" defer></script>' in told
    assert "script-src https://indgang.example\nconnect-src https://indgang.example" in told
    assert "--indgang-accent: #0b5468;" in told


def test_an_unknown_site_is_told_where_they_are_listed(indgang: Indgang) -> None:
    result = indgang("sites", "snippet", "nowhere", "--server", "https://indgang.example")
    assert isinstance(result.exception, ConfigurationError)
    assert "indgang sites" in str(result.exception)


def test_feedback_lists_what_did_not_help_and_the_cards_behind_it(indgang: Indgang, settings: Settings) -> None:
    assert "nobody has said anything" in indgang("feedback").output
    keep(settings, conversation())

    async def tell() -> None:
        async with open_database(settings) as database:
            store = SqlFeedback(database=database)
            await store.keep(TOLD)
            await store.keep(replace(TOLD, id="f2", helped=True, reason=None, question="Noget, der hjalp"))

    asyncio.run(tell())
    told = indgang("feedback").output
    assert "[red]Æ[/red]" in told
    assert "\x1b[31m" not in told
    assert "1 of 2 answers helped" in told
    assert "robot-lab: 1 did not help" in told
    assert "Noget, der hjalp" not in told
    assert "Noget, der hjalp" in indgang("feedback", "--all").output
