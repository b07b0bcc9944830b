"""One result a card, in the visitor's language, with the question it was foreseen by."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.domain import Boundary, Language, Passage, ScoredPassage, Verdict
from bot.retrieval import passages_of
from tests.retrieval.samples import SUBJECTS, card, document, plain, retriever

pytestmark = pytest.mark.anyio

DAY = date(2026, 9, 1)


def cards() -> list[Passage]:
    return [passage for key in SUBJECTS for passage in passages_of(card(key))]


async def ask(question: str, language: Language, *, passages: Sequence[Passage]) -> list[ScoredPassage]:
    found = await retriever(passages).retrieve(question, language=language, day=DAY)
    return list(found.knowledge)


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Hvordan foregår udbud og indkøb?", Language.DANISH, "tender:da"),
        ("hvem hjaelper med hjemmeplejen i kommunen", Language.DANISH, "home-care:da"),
        ("Where do we get access to health data?", Language.ENGLISH, "data:en"),
    ],
)
async def test_a_question_finds_its_card(question: str, language: Language, expected: str) -> None:
    first, *_ = await ask(question, language, passages=cards())
    assert first.passage.id == expected


async def test_every_card_comes_once_and_in_the_visitors_language() -> None:
    for language in Language:
        found = await ask("smart plaster", language, passages=cards())
        assert sorted(scored.passage.card_id for scored in found) == sorted(SUBJECTS)
        assert {scored.passage.language for scored in found} == {language}


async def test_a_danish_question_finds_a_card_by_its_english_words() -> None:
    first, *_ = await ask("How can we research in registers?", Language.DANISH, passages=cards())
    assert first.passage.id == "data:da"
    assert first.ask is not None
    assert first.ask.text == "Hvordan kan vi forske i registre?"


async def test_the_foreseen_question_brings_its_verdict() -> None:
    first, *_ = await ask("Må vi sælge til regionen?", Language.DANISH, passages=cards())
    assert first.ask is not None
    assert first.ask.verdict is Verdict.DEPENDS
    assert first.similarity == pytest.approx(1, abs=0.01)


async def test_what_is_in_no_foreseen_question_has_none() -> None:
    found = await ask("laboratoriets åbningstider", Language.DANISH, passages=[document(1), *cards()])
    assert found[0].passage.id == "vejledning#1"
    assert found[0].ask is None


async def test_plain_passages_are_ranked_too() -> None:
    texts = ["Bageren har åbent.", "Laboratoriet ligger i Odense.", "Skolen holder fri."]
    found = await ask("Hvor ligger laboratoriet?", Language.DANISH, passages=[plain(n, t) for n, t in enumerate(texts)])
    assert found[0].passage.text == "Laboratoriet ligger i Odense."


async def test_no_more_than_twelve_come_back() -> None:
    assert len(await ask("afsnit", Language.DANISH, passages=[document(number) for number in range(30)])) == 12


async def test_a_question_written_in_the_other_language_too_is_found_by_that_form() -> None:
    texts = ["Bageren har åbent.", "Udbuddet begynder i maj.", "Skolen holder fri."]
    held = retriever([plain(number, text) for number, text in enumerate(texts)])
    asked = "When does purchasing start?"
    alone = held.search(asked, language=Language.ENGLISH)
    both = held.search(asked, language=Language.ENGLISH, translated="Hvornår begynder udbuddet?")
    assert both[0].passage.text == texts[1]
    assert both[0].coverage > alone[0].coverage
    assert held.search(asked, language=Language.ENGLISH, translated=" ") == alone


async def test_the_danish_form_is_repaired_whoever_wrote_it() -> None:
    held = retriever([plain(0, "Bageren har åbent."), plain(1, "Udbuddet begynder i maj.")])
    found = await held.retrieve("purchasing", language=Language.ENGLISH, day=DAY, translated="udbudet")
    meant = await held.retrieve("purchasing", language=Language.ENGLISH, day=DAY, translated="udbuddet")
    assert found == meant


@pytest.mark.parametrize("question", ["", "  ", "?"])
async def test_a_question_without_words_harms_nothing(question: str) -> None:
    found = await ask(question, Language.DANISH, passages=cards())
    assert all(scored.coverage == 0 for scored in found)


async def test_nothing_is_found_in_nothing() -> None:
    assert await ask("udbud", Language.DANISH, passages=[]) == []


async def test_boundaries_are_found_apart_from_knowledge() -> None:
    passages = [replace(each, boundary=Boundary.POLITICS) if each.card_id == "tender" else each for each in cards()]
    found = await retriever(passages).retrieve("udbud og indkøb", language=Language.DANISH, day=DAY)
    assert [scored.passage.id for scored in found.boundaries] == ["tender:da"]
    assert "tender" not in {scored.passage.card_id for scored in found.knowledge}


def test_searching_ranks_all_kinds_together() -> None:
    found = retriever([document(1), *cards()]).search("udbud og indkøb", language=Language.DANISH, limit=3)
    assert found[0].passage.id == "tender:da"
    assert len(found) == 3


def test_a_card_can_be_looked_up() -> None:
    held = retriever([*cards(), document(1)])
    found = held.passage("tender", language=Language.ENGLISH)
    assert found is not None
    assert found.id == "tender:en"
    assert held.passage("no-such-card", language=Language.DANISH) is None
    assert held.passage("vejledning", language=Language.DANISH) is None
