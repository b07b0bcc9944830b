"""What a question's pieces say about passages: those that all passages hold as well say little."""

from collections.abc import Sequence

import numpy as np
import pytest

from bot.domain import Language
from bot.retrieval.arrays import Floats
from bot.retrieval.token_states import WIDTH, Projection, TokenStates

DANISH, ENGLISH = Language.DANISH, Language.ENGLISH
COMMON, RARE, OTHER = np.eye(3, WIDTH, dtype=np.float32)


def projection() -> Projection:
    nothing = np.zeros(WIDTH, np.float32)
    return Projection(
        basis=np.eye(WIDTH, dtype=np.float32), text_means={DANISH: nothing}, question_means={DANISH: nothing}
    )


def held(*passages: Sequence[Floats]) -> TokenStates:
    given = projection()
    pieces = [given.passage(np.array(passage), DANISH) for passage in passages]
    starts = np.cumsum([0, *map(len, pieces)], dtype=np.int64)
    return TokenStates(projection=given, starts=starts, pieces=np.vstack(pieces))


def test_a_piece_that_stands_in_all_passages_tells_none_of_them_apart() -> None:
    asked = np.array([COMMON, COMMON, RARE])
    with_rare, without = held([COMMON, RARE], [COMMON, OTHER]).closeness(asked, DANISH, [0, 1])
    assert with_rare == pytest.approx(1.0)
    assert without == pytest.approx(0.0)


def test_of_passages_that_are_all_alike_every_piece_counts() -> None:
    asked = np.array([COMMON, RARE])
    assert held([COMMON], [COMMON]).closeness(asked, DANISH, [0, 1]).tolist() == pytest.approx([0.5, 0.5])


def test_nothing_asked_and_nothing_to_compare_are_close_to_nothing() -> None:
    states = held([COMMON])
    assert states.closeness(np.zeros((0, WIDTH), np.float32), DANISH, [0]).tolist() == [0.0]
    assert states.closeness(np.array([COMMON]), DANISH, []).tolist() == []


def test_part_of_what_all_texts_are_about_is_taken_out_of_questions_about_them() -> None:
    subject = np.full(WIDTH, 4, np.float32)
    plain = [np.eye(WIDTH, dtype=np.float32)]
    projected = Projection.of(
        {DANISH: [plain[0] + subject]},
        questions={DANISH: plain, ENGLISH: plain},
        common={DANISH: plain},
    )
    moved = projected.question_means[ENGLISH] - plain[0].mean(axis=0)
    assert moved == pytest.approx(np.ones(WIDTH))
