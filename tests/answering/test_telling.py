"""What is told while a draft is written is how the answer begins; where that is in doubt, nothing is told."""

import asyncio
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer, Drafter, ModelAnswerer, TurnLimit
from bot.domain import Answer, Language, PassageAsk, ProvedClaim, ScoredPassage, Verdict
from tests.fakes import ScriptedModel

from .samples import hit, passage
from .test_drafting import PROMPT

pytestmark = pytest.mark.anyio
DAY = date(2026, 11, 25)
ONE, TWO, THREE = "The singing bed was tested in Odense.", "Nurses liked the singing bed.", "It sang at night in 2024."
FORGED = "The singing bed cost 900,000 kroner."
BED = passage(f"{ONE} {TWO} {THREE}", key="bed:en", language=Language.ENGLISH)
HITS = (hit(BED),)


async def told(
    *claims: str, hits: tuple[ScoredPassage, ...] = HITS, question: str = "Was the bed tested?", sources: int = 1
) -> tuple[list[ProvedClaim], Answer]:
    """What was told, and the answer in the end."""
    draft = json.dumps({"claims": [{"text": text, "sources": [sources]} for text in claims]})
    model = ScriptedModel(script={"answer": [draft]})
    answerer = ModelAnswerer(quoting=Answerer(), drafter=Drafter(model=model, prompt=PROMPT))
    heard: list[ProvedClaim] = []
    limit = TurnLimit(turn="c1/m1", until=asyncio.get_running_loop().time() + 20, tell=heard.append)
    return heard, await answerer.answer(question, hits, language=Language.ENGLISH, day=DAY, limit=limit)


async def test_sentences_are_told_as_they_will_stand() -> None:
    heard, answer = await told(TWO, ONE)
    assert heard == [ProvedClaim(TWO, (1,)), ProvedClaim(ONE, (1,))]
    assert tuple(heard) == answer.claims[:2]


async def test_what_is_not_proved_is_not_told() -> None:
    heard, answer = await told(ONE, FORGED, TWO)
    assert [claim.text for claim in heard] == [ONE, TWO]
    assert FORGED not in str(answer)


async def test_nothing_more_is_told_of_a_draft_that_loses_too_much() -> None:
    heard, _ = await told(FORGED, FORGED.replace("9", "8"), FORGED.replace("9", "7"), ONE, TWO)
    assert heard == []


async def test_our_own_words_before_an_answer_are_told_before_it() -> None:
    yes = replace(HITS[0], ask=PassageAsk("Was the bed tested?", verdict=Verdict.YES), similarity=1.0)
    heard, answer = await told(ONE, hits=(yes,))
    assert heard[0] == ProvedClaim(answer.opening, ())
    assert heard[1].text == ONE


async def test_where_a_newer_source_says_otherwise_nothing_is_told() -> None:
    old = replace(passage("The bed costs 900 kroner a day.", key="old:en", language=Language.ENGLISH), as_of="2024-01")
    new = replace(passage("The bed costs 950 kroner a day.", key="new:en", language=Language.ENGLISH), as_of="2026-01")
    heard, answer = await told("The bed costs 900 kroner a day.", hits=(hit(old), hit(new)))
    assert heard == []
    assert "do not agree" in answer.opening


async def test_where_a_source_has_run_out_nothing_is_told() -> None:
    heard, answer = await told(ONE, hits=(hit(replace(BED, as_of="2024-01", valid_to=date(2025, 1, 1))),))
    assert heard == []
    assert "check whether it still holds" in answer.opening


@given(st.lists(st.sampled_from([ONE, TWO, THREE, FORGED, FORGED.replace("9", "8"), ""]), max_size=8))
async def test_what_is_told_is_always_proved_and_in_order(claims: list[str]) -> None:
    """Where a draft is not trusted in the end, what was told of it is proved all the same."""
    heard, answer = await told(*claims)
    quoted = await told()
    assert {claim.text for claim in heard} <= {ONE, TWO, THREE}
    assert tuple(heard) == answer.claims[: len(heard)] or answer.claims == quoted[1].claims
