"""Another embedder's cosines mean the same to the rules as the built-in one's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from bot.domain import Language, ScoredPassage
from bot.retrieval import build_retriever, passages_of, surfaces_of
from bot.retrieval.scale import FITTED_MEAN, FITTED_SPREAD, Scale
from tests.fakes import HashEmbedder
from tests.retrieval.samples import SUBJECTS, card

QUESTION = "Hvordan foregår udbud og indkøb?"


@dataclass(slots=True)
class Elsewhere(HashEmbedder):
    """The same letters in an embedder whose cosines are crowded together between `shared` and 1."""

    shared: float = 0.0
    is_unfitted: bool = True

    def embed_query(self, text: str) -> list[float]:
        own = (1 - self.shared) ** 0.5
        return [self.shared**0.5, *(own * each for each in HashEmbedder.embed_query(self, text))]


def found(embedder: HashEmbedder) -> Sequence[ScoredPassage]:
    surfaces = surfaces_of([passage for key in SUBJECTS for passage in passages_of(card(key))])
    vectors = np.array(embedder.embed_passages([surface.text for surface in surfaces]), np.float32)
    return build_retriever(surfaces, vectors, embedder=embedder).search(QUESTION, language=Language.DANISH)


def test_two_embedders_that_mean_the_same_score_the_same() -> None:
    wide, crowded = found(Elsewhere()), found(Elsewhere(shared=0.8))
    assert [each.passage.id for each in wide] == [each.passage.id for each in crowded]
    for one, other in zip(wide, crowded, strict=True):
        assert one.score == pytest.approx(other.score, abs=0.01)
        assert one.similarity == pytest.approx(other.similarity, abs=0.001)


def test_the_best_of_another_embedder_is_as_similar_as_the_rules_expect() -> None:
    best, *_, last = found(Elsewhere())
    assert best.similarity > FITTED_MEAN + 2 * FITTED_SPREAD
    assert last.similarity < FITTED_MEAN + FITTED_SPREAD


def test_the_built_in_embedder_is_taken_as_it_is() -> None:
    embedder = HashEmbedder()
    vectors = np.eye(64, dtype=np.float32)
    assert Scale.of(embedder, vectors) == Scale()
    cosines = np.array([0.1, 0.9], np.float32)
    assert Scale()(cosines) is cosines


@pytest.mark.parametrize("texts", [0, 1, 3, 20])
def test_texts_too_few_or_all_alike_change_nothing(texts: int) -> None:
    assert Scale.measured(np.full((texts, 4), 0.5, np.float32)) == Scale()


def test_unrelated_texts_end_where_the_rules_expect_them() -> None:
    drawn = np.random.default_rng(3).normal(size=(400, 32)).astype(np.float32)
    units = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    pairs = Scale.measured(units)((units @ units.T)[np.triu_indices(400, k=1)])
    assert pairs.mean() == pytest.approx(FITTED_MEAN, abs=1e-3)
    assert pairs.std() == pytest.approx(FITTED_SPREAD, abs=1e-3)
