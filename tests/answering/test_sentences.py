"""Prose is cut where sentences end, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Det koster 5 mio. kr. i alt. Vi betaler.", ["Det koster 5 mio. kr. i alt.", "Vi betaler."]),
        ("Det koster 5 mio. kr. Vi betaler.", ["Det koster 5 mio. kr.", "Vi betaler."]),
        ("Det koster kr. 500 om året.", ["Det koster kr. 500 om året."]),
        ("Mødet er 30. oktober 2026. Kom!", ["Mødet er 30. oktober 2026.", "Kom!"]),
        ("Mødet er 30. Oktober hos os.", ["Mødet er 30. Oktober hos os."]),
        ("Se stk. 2 og art. 5. Spørg så.", ["Se stk. 2 og art. 5.", "Spørg så."]),
        ("Det varer til 3. 4 er for sent.", ["Det varer til 3. 4 er for sent."]),
        ("Ask Dr. Smith, e.g. today. He knows.", ["Ask Dr. Smith, e.g. today.", "He knows."]),
        ("Is it open? Yes! See below… Then apply.", ["Is it open?", "Yes!", "See below…", "Then apply."]),
        ("Han sagde “nej.” Så gik vi.", ["Han sagde “nej.”", "Så gik vi."]),
        ("Se a. B er næste.", ["Se a. B er næste."]),
        ("Hvad (måske). Så.", ["Hvad (måske).", "Så."]),
        ("Første\n\nAnden", ["Første", "Anden"]),
        ("Liste:\n- en. To\n- tre", ["Liste:", "- en.", "To", "- tre"]),
        ("The year was 2026. 5 companies came.", ["The year was 2026.", "5 companies came."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@given(st.text(alphabet="aBæ 1.?!\n-|kr", max_size=60))
def test_cutting_loses_no_word(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()


@given(st.text(alphabet="aBæ 1.?!k", max_size=60))
def test_a_sentence_is_not_cut_again(text: str) -> None:
    for sentence in sentences(text):
        assert sentences(sentence) == [sentence]
