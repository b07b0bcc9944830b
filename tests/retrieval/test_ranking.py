"""Languages are compared fairly, and nothing is lost on the way."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.domain import Language, ScoredPassage
from bot.retrieval import passages_of
from bot.retrieval.languages import LanguageStatistics
from bot.retrieval.ranking import best_of_runs, hand_out
from bot.retrieval.retriever import merge
from tests.retrieval.samples import SUBJECTS, card, document

NUMBERS = st.floats(-4, 4, width=16)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20))
def test_handing_out_keeps_every_prize_and_the_order(pairs: list[tuple[float, float]]) -> None:
    prizes, by = np.array(pairs, np.float32).T
    handed = hand_out(prizes, by=by)
    assert sorted(handed) == sorted(prizes)
    assert all(np.diff(handed[np.argsort(-by, kind="stable")]) <= 0)


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=4), min_size=1, max_size=8))
def test_the_best_of_each_run_is_its_highest(runs: list[list[float]]) -> None:
    starts = np.cumsum([0, *(len(run) for run in runs[:-1])])
    fits = np.array([fit for run in runs for fit in run], np.float32)
    assert fits[best_of_runs(fits, starts)].tolist() == [max(run) for run in runs]


@given(arrays(np.float32, (12, 4), elements=NUMBERS), arrays(np.float32, 4, elements=NUMBERS))
def test_standard_scores_are_those_of_the_cosines_themselves(vectors: np.ndarray, question: np.ndarray) -> None:
    cosines = vectors @ question
    scores = LanguageStatistics.of(vectors).standard_scores(cosines, question=question)
    if cosines.std() > 0.1:
        assert np.allclose(scores, (cosines - cosines.mean()) / cosines.std(), atol=0.01)


@given(st.lists(st.tuples(st.sampled_from(sorted(SUBJECTS)), st.sampled_from(list(Language)), NUMBERS), max_size=12))
def test_merging_loses_no_card_and_repeats_none(drawn: list[tuple[str, Language, float]]) -> None:
    found = [
        ScoredPassage(next(passage for passage in passages_of(card(key)) if passage.language is language), score)
        for key, language, score in drawn
    ]
    merged = merge(found)
    assert {each.passage.card_id for each in merged} == {key for key, _, _ in drawn}
    assert len({each.passage.card_id for each in merged}) == len(merged)
    assert [each.score for each in merged] == sorted((each.score for each in merged), reverse=True)
    for each in merged:
        assert each.score == max(score for key, _, score in drawn if key == each.passage.card_id)


def test_passages_of_one_document_stand_for_themselves() -> None:
    assert len(merge([ScoredPassage(document(1), 1.0), ScoredPassage(document(2), 0.5)])) == 2
