"""Puts back together paragraphs that a page break cut in the middle of a sentence."""

import re
from collections.abc import Sequence

from .document import Block, Paragraph

_FINISHED = re.compile(r"[.!?:;)\]\"'”»]$")
_LIST_ITEM = re.compile(r"\s*(?:[-*•\u2013]|\d+[.)])\s")


def join_broken_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    joined = list[Block]()
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(before, Paragraph) and _goes_on(before.text, block.text):
            joined[-1] = Paragraph(join_lines(before.text, block.text))
        else:
            joined.append(block)
    return joined


def _goes_on(before: str, text: str) -> bool:
    return " " in before and text[:1].islower() and not _FINISHED.search(before) and not _LIST_ITEM.match(text)


def join_lines(before: str, after: str) -> str:
    """Two lines as one, a word divided over them made whole ("Digitaliserings-" before "og" stays as it is)."""
    divided = re.search(r"[^\W\d_]-$", before) and after[:1].islower() and not re.match(r"(?:og|eller|and|or)\b", after)
    return f"{before[:-1]}{after}" if divided else f"{before} {after}"
