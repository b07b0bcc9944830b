"""One message: numbered in order of first use, citing only what was shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer
from bot.conversation.composing import Reply
from bot.domain import Answer, Language, Passage, PassageAsk, ScoredPassage, Verdict

from .samples import BOTH, both, fits, passage

TEXTS = ("Knud Kaffe serves at ward 7.", "The lab has nine robots.", "Gerda Gear opens at 8.", "Tea is not served.")


def answer_from(passages: list[Passage], *, language: Language = Language.ENGLISH) -> Answer:
    return Answerer().answer("What is there?", [fits(each) for each in passages], language=language)


@pytest.mark.parametrize("language", BOTH)
def test_our_own_words_are_said_in_the_visitors_language_and_cite_nothing(language: Language) -> None:
    reply = Reply(language)
    reply.say(both("Hello {name}"), name="Mia")
    assert reply.text == f"Hello Mia ({language})"
    assert reply.citations == ()
    assert [part.markers for part in reply.parts] == [()]


def test_a_reply_is_empty_until_something_is_said() -> None:
    reply = Reply(Language.DANISH)
    assert reply.is_empty
    assert reply.text == ""
    reply.note("Noteret")
    assert not reply.is_empty


def test_paragraphs_are_numbered_together_in_order_of_first_use() -> None:
    first, second = passage("coffee", TEXTS[0]), passage("lab", TEXTS[1])
    reply = Reply(Language.ENGLISH)
    reply.quote(second)
    reply.tell(answer_from([first, second]), [first, second])
    assert [(citation.marker, citation.card_id) for citation in reply.citations] == [(1, "lab"), (2, "coffee")]
    assert reply.text == f"{TEXTS[1]} [1]\n\n{TEXTS[0]} [2] {TEXTS[1]} [1]"


def test_what_was_said_is_not_quoted_again() -> None:
    card = passage("coffee", TEXTS[0])
    reply = Reply(Language.ENGLISH)
    reply.tell(answer_from([card]), [card])
    reply.quote(card, lead_in=both("Look"))
    assert reply.text == f"{TEXTS[0]} [1]"


def test_a_quotation_holds_no_more_sentences_than_asked_for() -> None:
    card = passage("coffee", " ".join(TEXTS))
    reply = Reply(Language.ENGLISH)
    reply.quote(card, at_most=2, lead_in=both("Look"))
    assert reply.text == f"Look (en) {TEXTS[0]} [1] {TEXTS[1]} [1]"


def test_an_opening_is_said_first_and_needs_no_proof() -> None:
    card = passage("coffee", TEXTS[0])
    hit = ScoredPassage(card, 7.0, similarity=0.99, ask=PassageAsk("Is there coffee?", Verdict.YES))
    reply = Reply(Language.ENGLISH)
    reply.tell(Answerer().answer("Is there coffee?", [hit], language=Language.ENGLISH), [card])
    assert reply.text == f"Yes. {TEXTS[0]} [1]"


def test_a_quotation_that_shows_a_phone_number_is_left_out() -> None:
    reply = Reply(Language.ENGLISH)
    reply.quote(passage("desk", "Call +45 12 34 56 78 for coffee."), lead_in=both("Look"))
    assert reply.is_empty


@given(shown=st.lists(st.sampled_from(range(len(TEXTS))), min_size=1, max_size=8))
def test_an_answer_cites_only_what_was_shown_numbered_from_one(shown: list[int]) -> None:
    reply = Reply(Language.ENGLISH)
    for number in shown:
        card = passage(f"card-{number}", TEXTS[number])
        reply.quote(card)
        reply.tell(answer_from([card]), [card])
    markers = [citation.marker for citation in reply.citations]
    assert markers == list(range(1, len(set(shown)) + 1))
    assert {citation.card_id for citation in reply.citations} == {f"card-{number}" for number in shown}
    assert {marker for part in reply.parts for marker in part.markers} == set(markers)
    assert all(citation.quote in TEXTS for citation in reply.citations)
