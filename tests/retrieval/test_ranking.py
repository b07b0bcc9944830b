"""Languages are compared fairly, and nothing is lost on the way."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.domain import Language
from bot.retrieval import passages_of
from bot.retrieval.languages import LanguageStatistics
from bot.retrieval.ranking import best_of_runs, foremost, hand_out
from tests.retrieval.samples import SUBJECTS, card, document, retriever

NUMBERS = st.floats(-4, 4, width=16)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20))
def test_handing_out_keeps_every_prize_and_the_order(pairs: list[tuple[float, float]]) -> None:
    prizes, by = np.array(pairs, np.float32).T
    handed = hand_out(prizes, by=by)
    assert sorted(handed) == sorted(prizes)
    assert all(np.diff(handed[np.argsort(-by, kind="stable")]) <= 0)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20), st.integers(1, 25))
def test_only_the_foremost_are_told_apart_and_no_prize_is_lost(pairs: list[tuple[float, float]], ranked: int) -> None:
    prizes, by = np.array(pairs, np.float32).T
    handed = hand_out(prizes, by=by, ranked=ranked)
    whole = hand_out(prizes, by=by, ranked=len(pairs))
    head = np.argsort(-by, kind="stable")[:ranked]
    assert handed[head].tolist() == whole[head].tolist()
    assert sorted(handed) == sorted(prizes)


@given(st.lists(NUMBERS, max_size=20), st.one_of(st.none(), st.integers(0, 25)))
def test_the_foremost_are_the_first_of_all_in_order(scores: list[float], limit: int | None) -> None:
    drawn = np.array(scores, np.float32)
    assert foremost(drawn, limit=limit).tolist() == np.argsort(-drawn, kind="stable")[:limit].tolist()


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=4), min_size=1, max_size=8))
def test_the_best_of_each_run_is_its_highest(runs: list[list[float]]) -> None:
    starts = np.cumsum([0, *(len(run) for run in runs[:-1])])
    fits = np.array([fit for run in runs for fit in run], np.float32)
    best = best_of_runs(fits, starts) - starts
    assert best.tolist() == [run.index(max(run)) for run in runs]


@given(arrays(np.float32, (12, 4), elements=NUMBERS), arrays(np.float32, 4, elements=NUMBERS))
def test_standard_scores_are_those_of_the_cosines_themselves(vectors: np.ndarray, question: np.ndarray) -> None:
    cosines = vectors @ question
    scores = LanguageStatistics.of(vectors).expect(question).standard_scores(cosines)
    if cosines.std() > 0.1:
        assert np.allclose(scores, (cosines - cosines.mean()) / cosines.std(), atol=0.01)


@settings(deadline=None, max_examples=30)
@given(st.sets(st.tuples(st.sampled_from(sorted(SUBJECTS)), st.sampled_from(list(Language))), min_size=1))
def test_merging_loses_no_card_and_repeats_none(drawn: set[tuple[str, Language]]) -> None:
    held = [passage for key in SUBJECTS for passage in passages_of(card(key)) if (key, passage.language) in drawn]
    for language in Language:
        found = retriever(held).search("Hvordan kan vi?", language=language)
        assert sorted(each.passage.card_id for each in found) == sorted({key for key, _ in drawn})
        assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_passages_of_one_document_stand_for_themselves() -> None:
    found = retriever([document(1), document(2)]).search("afsnit", language=Language.DANISH)
    assert sorted(each.passage.id for each in found) == ["vejledning#1", "vejledning#2"]


def test_a_card_in_one_language_is_found_beside_cards_in_both() -> None:
    lone = [passage for passage in passages_of(card("money")) if passage.language is Language.ENGLISH]
    found = retriever([*passages_of(card("tender")), *lone]).search("penge", language=Language.DANISH)
    assert sorted(each.passage.id for each in found) == ["money:en", "tender:da"]
