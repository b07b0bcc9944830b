"""Finds Danish personal numbers (CPR) and masks them before anything is stored, logged, embedded or sent."""

import unicodedata
from dataclasses import dataclass

from .spellings import personal_numbers

MASK = "[CPR]"

__all__ = ["MASK", "Masked", "find_and_mask", "mask"]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that may be kept, and how many numbers were taken out of it."""

    text: str
    found: int = 0


def mask(text: str) -> str:
    """A text that may be kept: every CPR number replaced. The one function every door uses."""
    return find_and_mask(text).text


def find_and_mask(text: str) -> Masked:
    """Replace every CPR number with a mask, and say how many there were.

    Any separator, full-width digits and invisible characters are seen through; so are words between, slips of a scanner
    and digits told as words, where the words around say that a personal number is meant. The check digit is not asked
    for: numbers without one have been issued since 2007. Replacement numbers (day + 60) count.
    """
    found = 0
    # What is left beside a mask can read as a number of its own, so a text is read until nothing is found.
    while spans := personal_numbers((seen := _visible(text))[0]):
        text, found = _without(text, spans, seen[1]), found + len(spans)
    return Masked(text, found)


def _without(text: str, spans: list[tuple[int, int]], places: list[int]) -> str:
    parts: list[str] = []
    end = 0
    for first, last in spans:
        parts += [text[end : places[first]], MASK]
        end = places[last - 1] + 1
    return "".join([*parts, text[end:]])


def _visible(text: str) -> tuple[str, list[int]]:
    """The text as read by an eye, and for each of its characters the place it came from."""
    shown: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if unicodedata.category(char) == "Cf":
            continue
        for read in unicodedata.normalize("NFKC", char):
            shown.append(read)
            places.append(place)
    return "".join(shown), places
