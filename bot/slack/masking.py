"""Masks what somebody wrote in an event of Slack's before it is kept; ids and moments stay as they are."""

from collections.abc import Mapping
from typing import Any, cast

from bot.privacy import mask

_WORDS = frozenset("text name title fallback username real_name display_name topic purpose plain_text preview".split())


def without_numbers(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The event with every CPR number masked, in words and in names, however deep they stand."""
    return {key: _masked(value, is_words=key in _WORDS) for key, value in payload.items()}


def _masked(value: object, *, is_words: bool) -> object:
    if isinstance(value, str):
        return mask(value) if is_words else value
    if isinstance(value, list):
        return [_masked(each, is_words=is_words) for each in cast("list[object]", value)]
    if isinstance(value, dict):
        return without_numbers(cast("dict[str, Any]", value))
    return value
