"""Danish and English are heard when they are clear, and nothing is guessed when they are not."""

import pytest

from bot.answering import heard_language
from bot.domain import Language


@pytest.mark.parametrize(
    "text",
    [
        "Hvem skal vi tale med om en test?",
        "Vi vil gerne afprøve vores robot på et sygehus",
        "hvor kan vi faa hjaelp til det",
        "GØR DET NU",
    ],
)
def test_danish_is_heard(text: str) -> None:
    assert heard_language(text) is Language.DANISH


@pytest.mark.parametrize(
    "text",
    ["Who should we talk to about a test?", "we want to try our robot at a hospital", "WHERE CAN YOU HELP US"],
)
def test_english_is_heard(text: str) -> None:
    assert heard_language(text) is Language.ENGLISH


@pytest.mark.parametrize("text", ["", "MDR", "robot", "12345 ?!", "hvad what", "ja yes du you"])
def test_too_little_or_too_mixed_is_not_guessed(text: str) -> None:
    assert heard_language(text) is None
