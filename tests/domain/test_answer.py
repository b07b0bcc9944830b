"""An answer is grounded when it claims something and refuses nothing."""

import pytest

from bot.domain import Answer, ProvedClaim, Refusal

CLAIM = ProvedClaim("Puljen er åben.", (1,))


@pytest.mark.parametrize(
    ("answer", "is_grounded"),
    [
        (Answer(claims=(CLAIM,)), True),
        (Answer(), False),
        (Answer(opening="Yes."), False),
        (Answer(claims=(CLAIM,), refusal=Refusal.NOT_GROUNDED), False),
    ],
)
def test_an_answer_is_grounded_only_with_claims_and_without_refusal(answer: Answer, *, is_grounded: bool) -> None:
    assert answer.is_grounded is is_grounded
