"""Finds Danish personal numbers (CPR) and masks them before anything is stored, logged, embedded or sent."""

import re
import unicodedata
from dataclasses import dataclass

MASK = "[CPR]"

_GAP = r"[\s\-‐-―−._/]"
_DATED = re.compile(rf"(?<!\d)(?<!\d[.,])(\d\d){_GAP}?(\d\d){_GAP}?(\d\d){_GAP}{{0,3}}(\d{{4}})(?!\d)(?![.,]\d)")
_WORDED = re.compile(
    rf"(?<!\d)(\d\d){_GAP}?(\d\d){_GAP}?(\d\d)(?!\d)"
    r"[^\d\n]{0,40}?\b(?:sidste|last)\s+(?:fire|four|4)(?:\s+(?:cifre|tal|digits|numbers))?"
    r"\s*(?:er|are|is|:|=)?\s*(\d{4})(?!\d)",
    re.IGNORECASE,
)
"""A birthday, and the last four digits told in words after it."""
_SPACED = re.compile(r"(?<!\d)(?:\d[ \-._]){9}\d(?!\d)")


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

    Any separator, full-width digits and invisible characters are seen through. The check digit is not asked for:
    numbers without one have been issued since 2007. Replacement numbers (day + 60) count.
    """
    shown, places = _visible(text)
    spans = sorted(_personal_numbers(shown))
    parts: list[str] = []
    end = 0
    for first, last in spans:
        parts += [text[end : places[first]], MASK]
        end = places[last - 1] + 1
    return Masked("".join([*parts, text[end:]]), len(spans))


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


def _personal_numbers(shown: str) -> set[tuple[int, int]]:
    matches = [match for pattern in (_DATED, _SPACED, _WORDED) for match in pattern.finditer(shown)]
    spans = [match.span() for match in matches if _starts_with_a_date(re.sub(r"\D", "", match.group()))]
    return {one for one in spans if not any(_lies_within(one, other) for other in spans)}


def _lies_within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _starts_with_a_date(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= (day - 60 if day > 60 else day) <= 31 and 1 <= month <= 12
