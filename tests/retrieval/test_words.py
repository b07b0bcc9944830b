"""Shared words: folding, coverage and repair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.folding import fold, grams, words
from bot.retrieval.keyword_index import KeywordIndex
from bot.retrieval.repair import Repair, is_one_edit

TEXTS = ["Test af medicoudstyr på sygehus", "Udbud og indkøb i regionen", "Hjemmepleje i Aalborg Kommune"]
WORDS = st.text(alphabet="abcdeæøåoAEØ ", min_size=1, max_size=12)


def index(texts: list[str]) -> KeywordIndex:
    return KeywordIndex(texts, owners=range(len(texts)), brief=[False] * len(texts))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for word in words(text):
        assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize("written", ["prøvning på sygehus", "proevning paa sygehus", "PRØVNING PÅ SYGEHUS"])
def test_every_way_of_writing_danish_letters_gives_the_same_grams(written: str) -> None:
    assert grams(written) == grams("provning pa sygehus")


@given(st.lists(WORDS, min_size=1, max_size=6), st.text(max_size=40))
def test_coverage_lies_between_none_and_all(texts: list[str], question: str) -> None:
    coverages = index(texts).coverages(question)
    assert coverages.shape == (len(texts),)
    assert np.all((coverages >= 0) & (coverages <= 1))


@pytest.mark.parametrize(
    ("place", "question"), [(0, "medicoutstyr sygehus"), (1, "indkoeb udbud"), (2, "hjemmeplejen aalborg")]
)
def test_the_text_with_the_questions_words_is_covered_best(place: int, question: str) -> None:
    assert np.argmax(index(TEXTS).coverages(question)) == place


def test_words_the_texts_lack_count_against_the_question() -> None:
    known, mixed = (index(TEXTS).coverages(text).max() for text in ("udbud", "udbud xylofon"))
    assert mixed < known


def test_a_question_without_a_known_word_covers_nothing() -> None:
    assert not index(TEXTS).coverages("xyz").any()
    assert not index(TEXTS).coverages("?!").any()


def test_a_card_that_repeats_its_words_does_not_make_them_common() -> None:
    once = KeywordIndex(["udbud", "data", "penge"], owners=[0, 1, 2], brief=[False] * 3)
    repeated = KeywordIndex(["udbud", "udbud", "data", "penge"], owners=[0, 0, 1, 2], brief=[False, True, False, False])
    assert repeated.coverages("udbud")[0] == pytest.approx(once.coverages("udbud")[0], rel=0.01)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hvem hjaelper med indkoeb?", "Hvem hjaelper med indkøb?"),
        ("Medicoudstry til sygehuset", "Medicoudstyr til sygehuset"),
        ("udbud i 2026", "udbud i 2026"),
        ("hjemmeplje", "hjemmepleje"),
    ],
)
def test_a_hurried_question_is_repaired_from_the_corpus(typed: str, meant: str) -> None:
    assert Repair(TEXTS)(typed) == meant


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_words_the_corpus_knows_are_left_alone(texts: list[str]) -> None:
    assert Repair(texts)(" ".join(texts)) == " ".join(texts)


@pytest.mark.parametrize(("one", "other"), [("test", "tets"), ("test", "tst"), ("test", "testt"), ("test", "tæst")])
def test_one_slip_is_one_edit(one: str, other: str) -> None:
    assert is_one_edit(one, other)
    assert is_one_edit(other, one)
    assert not is_one_edit(one, other + "xx")
