"""How alike two texts are put is the cosine of their weighted grams, and grams run across words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.phrasing import Phrasing, gathered, likeness_of

TEXTS = ("Kan I love os en test?", "Kan I teste vores seng?", "Can you promise us a test?", "Vi laver senge.", "xyz")


def test_likeness_is_the_cosine_of_each_pair() -> None:
    phrasing, rows = Phrasing.of(TEXTS)
    dense = np.zeros((len(TEXTS), len(phrasing.numbers)), np.float32)
    for place, row in enumerate(rows):
        dense[place, row.numbers] = row.weights
    assert likeness_of(rows) == pytest.approx(dense @ dense.T, abs=1e-5)
    assert np.diag(likeness_of(rows))[:4] == pytest.approx(1, abs=1e-5)


def test_what_no_other_text_holds_says_nothing() -> None:
    phrasing, rows = Phrasing.of(TEXTS)
    assert "xyz" not in phrasing.numbers
    assert np.abs(likeness_of(rows)[4, :4]).max() < 0.2
    assert len(phrasing.row("qqq").numbers) == 0


def test_order_and_small_words_count() -> None:
    phrasing, rows = Phrasing.of(("vi laver en app til jer", "laver vi en app til jer", "vi laver en app til jer"))
    assert likeness_of(rows)[0, 2] > likeness_of(rows)[0, 1] + 0.01
    assert len(phrasing.row("Vi laver en app til jer").numbers) == len(rows[0].numbers)


@given(st.lists(st.text(alphabet="abcæøå ?", max_size=12), min_size=1, max_size=6))
def test_gathered_shares_say_what_the_texts_would(texts: list[str]) -> None:
    phrasing, rows = Phrasing.of(texts)
    shares = np.random.default_rng(1).normal(size=(len(texts), 3)).astype(np.float32)
    sums = gathered(rows, shares, grams=len(phrasing.numbers))
    for place, row in enumerate(rows):
        direct = likeness_of(rows)[place] @ shares
        assert row.weights @ sums[row.numbers] == pytest.approx(direct, abs=1e-4)
