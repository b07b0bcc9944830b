"""One figure as it is written, what it may mean, and what it would prove if a source said it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

BLANK = " ~ "
"""Stands where a figure stood, so that the words around it neither meet nor begin a sentence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`means` are its readings, of which one must be proved; `proves` is what stands fast where a source states it."""

    written: str
    means: frozenset[str]
    proves: frozenset[str]


def take(
    text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], list[Figure]]
) -> tuple[list[Figure], str]:
    """Read each match and blank it, so that a looser pattern does not read it again. No figures leave it as it is."""
    found: list[Figure] = []

    def blank(match: re.Match[str]) -> str:
        figures = read(match)
        found.extend(figures)
        return BLANK if figures else match.group()

    rest = pattern.sub(blank, text)
    return found, rest
