"""Without a model an answer is the passages' own sentences, and a foreseen question gets its short answer."""

import pytest

from bot.answering import QuotingRules
from bot.answering.quoting import quote
from bot.domain import Boundary, Draft, Language, PassageAsk, Verdict
from tests.answering.samples import hit, passage

RULES = QuotingRules()
DA, EN = Language.DANISH, Language.ENGLISH


def texts(draft: Draft) -> list[str]:
    return [claim.text for claim in draft.claims]


def opening(question: str, verdict: Verdict | None, *, text: str = "Sådan er det.", similarity: float = 0.95) -> str:
    best = hit(passage(text), similarity=similarity, ask=PassageAsk("?", verdict))
    return quote([best], question=question, language=DA, rules=RULES).opening


def test_a_card_is_quoted_from_its_first_sentence_to_the_limit() -> None:
    best = hit(passage(" ".join(f"Sætning nummer {n} her." for n in "ABCDEFGH"), key="a"))
    draft = quote([best], question="Hvad?", language=DA, rules=RULES)
    assert texts(draft) == [f"Sætning nummer {n} her." for n in "ABCDEF"]
    assert {claim.passage_ids for claim in draft.claims} == {("a",)}


def test_a_document_is_quoted_where_it_has_the_questions_words_in_its_own_order() -> None:
    text = "Om vejret. Regionen tester robotter. Om maden. Vi betaler robotter. Kontakt os om robotter."
    best = hit(passage(text, is_card=False))
    draft = quote([best], question="hvad med robotter. tester", language=DA, rules=RULES)
    assert texts(draft) == ["Regionen tester robotter.", "Vi betaler robotter.", "Kontakt os om robotter."]


def test_what_lies_close_behind_adds_its_first_sentences_without_repeating() -> None:
    best = hit(passage("We test. We pay.", key="a"), score=6)
    near = hit(passage("We TEST. We help. We stop.", key="b"), score=5.5)
    far = hit(passage("Something else.", key="c"), score=4.5)
    boundary = hit(passage("Call 112.", key="d", boundary=Boundary.EMERGENCY), score=6)
    draft = quote([best, boundary, near, far], question="?", language=EN, rules=RULES)
    assert [(claim.text, claim.passage_ids) for claim in draft.claims] == [
        ("We test.", ("a",)),
        ("We pay.", ("a",)),
        ("We help.", ("b",)),
    ]


def test_only_so_many_passages_support_the_best() -> None:
    hits = [hit(passage(f"Fakta {key}.", key=key)) for key in "abcd"]
    assert texts(quote(hits, question="?", language=DA, rules=RULES)) == ["Fakta a.", "Fakta b.", "Fakta c."]


@pytest.mark.parametrize(
    ("verdict", "danish", "english"),
    [
        (Verdict.YES, "Ja.", "Yes."),
        (Verdict.NO, "Nej.", "No."),
        (Verdict.DEPENDS, "Det kommer an på mere.", "It depends."),
        (Verdict.NOT_STATED, "Det står ikke i kilderne.", "It is not stated in the sources."),
    ],
)
def test_a_foreseen_yes_or_no_question_opens_with_its_short_answer(verdict: Verdict, danish: str, english: str) -> None:
    best = hit(passage("7 dage."), ask=PassageAsk("?", verdict))
    assert quote([best], question="Kan vi søge?", language=DA, rules=RULES).opening == danish
    assert quote([best], question="We are new, can we apply?", language=EN, rules=RULES).opening == english


@pytest.mark.parametrize(
    "question", ["Hvem kan søge?", "Who pays for us?", "Kan vi søge", "Er det ja eller nej?", "Is it A or B?"]
)
def test_a_question_that_asks_for_more_than_yes_or_no_gets_no_short_answer(question: str) -> None:
    assert opening(question, Verdict.NO) == ""


def test_a_short_answer_needs_a_verdict_a_close_match_and_a_text_that_does_not_say_it_itself() -> None:
    question = "Kan vi søge?"
    assert opening(question, Verdict.NO) == "Nej."
    assert opening(question, None) == ""
    assert opening(question, Verdict.NO, similarity=0.88) == ""
    assert opening(question, Verdict.NO, text="Nej, det kan I ikke.") == ""
    assert quote([hit(passage("Ja."))], question=question, language=DA, rules=RULES).opening == ""
