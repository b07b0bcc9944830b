"""What is known of a lead's area reaches staff with its card, and the company with its receipt for the same organ."""

from dataclasses import replace

import pytest

from bot.conversation.cards import Cards
from bot.conversation.consenting import _receipt  # pyright: ignore[reportPrivateUsage]
from bot.domain import Author, Conversation, ConversationId, Language, Message
from tests.house import real_knowledge
from tests.storage.samples import MORNING, SDSI, handoff


def saying(text: str, *, author: Author = Author.VISITOR, language: Language = Language.ENGLISH) -> Conversation:
    said = Message(id="m1", author=author, text=text, sent_at=MORNING)
    empty = Conversation(id=ConversationId("c1"), language=language, started_at=MORNING)
    return replace(empty, transcript=(said,))


def touched(talk: Conversation) -> set[str]:
    cards = Cards(directory=real_knowledge().directory, owners=(), now=MORNING)
    lead = replace(handoff(SDSI), lead=replace(handoff(SDSI).lead, inquiry=talk.inquiry))
    return {each.activity.id for each in cards.card(talk, lead).touched}


def test_staff_are_shown_what_the_companys_own_words_touch() -> None:
    assert "lung-screening-ouh" in touched(saying("We make software for lung CT"))
    assert touched(saying("We make software for lung CT", author=Author.BOT)) == set()


@pytest.mark.parametrize(
    ("language", "words"), [(Language.DANISH, "Kendt arbejde"), (Language.ENGLISH, "Known work in the same area")]
)
def test_a_receipt_tells_of_the_same_organ_with_source_and_date(language: Language, words: str) -> None:
    receipt = _receipt(saying("lunge-CT", language=language), [handoff(SDSI)], real_knowledge().directory).text
    assert words in receipt
    assert "2024-11-21" in receipt


def test_a_receipt_is_silent_where_only_the_way_of_working_is_shared() -> None:
    receipt = _receipt(saying("an AI wound camera"), [handoff(SDSI)], real_knowledge().directory).text
    assert "Known work" not in receipt
