"""Claims are read while the model is still writing."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.answering.claim_stream import claims_in
from bot.domain import Claim, TransientError

pytestmark = pytest.mark.anyio
SOURCES = {1: "a:da", 2: "b:da"}


async def _pieces(text: str, size: int = 5) -> AsyncIterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]


async def _read(text: str, size: int = 5) -> list[Claim]:
    return [claim async for claim in claims_in(_pieces(text, size), SOURCES)]


@pytest.mark.parametrize("size", [1, 5, 5000])
async def test_claims_come_with_the_passages_behind_their_numbers(size: int) -> None:
    reply = {"claims": [{"text": "Én  ting.", "sources": [1]}, {"text": "To {ting}.", "sources": [2, 1, 2]}]}
    assert await _read(json.dumps(reply), size) == [Claim("Én ting.", ("a:da",)), Claim("To {ting}.", ("b:da", "a:da"))]


async def test_what_stood_before_the_reply_broke_off_is_kept() -> None:
    assert await _read('{"claims": [{"text": "Ja.", "sources": [1]}, {"text": "Ne') == [Claim("Ja.", ("a:da",))]


async def test_a_source_that_was_not_shown_has_no_passage() -> None:
    [claim] = await _read('{"claims": [{"text": "Ja.", "sources": [7, "1"]}]}')
    assert SOURCES.keys().isdisjoint(claim.passage_ids)


@pytest.mark.parametrize("reply", ["", "Certainly!", '{"claims": [{"words": "x"}]}', '{"claims": [{"text": "x"}]}'])
async def test_another_form_is_refused(reply: str) -> None:
    with pytest.raises(TransientError, match="form"):
        await _read(reply)


async def test_no_claims_are_no_error() -> None:
    assert await _read('{"claims": []}') == []


async def test_a_reply_without_end_is_cut() -> None:
    with pytest.raises(TransientError, match="long"):
        await _read('{"claims": [' + " " * 30_000, size=1000)
