"""Reads claims out of a model's JSON while it is still being written."""

import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import cast

from bot.domain import Claim, TransientError

_OPENS = re.compile(r'"claims"\s*:\s*\[')
_LONGEST = 20_000
"""Characters; a reply that is longer is no answer."""
_DECODER = json.JSONDecoder()


async def claims_in(pieces: AsyncIterator[str], sources: Mapping[int, str]) -> AsyncGenerator[Claim, None]:
    """Each claim as soon as its closing brace is there. `sources` gives the passage ids behind the numbers.

    Raises:
        TransientError: the reply is not of the agreed form, or far too long.
    """
    text, at, length = "", -1, 0
    async for piece in pieces:
        length += len(piece)
        if length > _LONGEST:
            raise TransientError("the model's reply is too long")
        text += piece
        if at < 0 and (opened := _OPENS.search(text)):
            at = opened.end()
        while at >= 0 and (found := _next_object(text, at := _after_blanks(text, at))) is not None:
            value, at = found
            yield _claim(value, sources)
    if at < 0:
        raise TransientError("the model's reply is not of the agreed form")


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == ","):
        at += 1
    return at


def _next_object(text: str, at: int) -> tuple[object, int] | None:
    if not text.startswith("{", at):
        return None
    try:
        return cast("tuple[object, int]", _DECODER.raw_decode(text, at))
    except json.JSONDecodeError:
        return None


def _claim(value: object, sources: Mapping[int, str]) -> Claim:
    entry = cast("dict[str, object]", value)
    said, numbers = entry.get("text"), entry.get("sources")
    if not isinstance(said, str) or not isinstance(numbers, list):
        raise TransientError("the model's reply is not of the agreed form")
    shown = cast("list[object]", numbers)
    ids = [sources.get(number, f"source {number}") if isinstance(number, int) else "?" for number in shown]
    return Claim(" ".join(said.split()), tuple(dict.fromkeys(ids)))
