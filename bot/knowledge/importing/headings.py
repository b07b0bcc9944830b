"""Finds the headings of a text that does not mark them."""

import re
from collections import Counter
from collections.abc import Sequence

from .document import Block, Heading, Paragraph

_LONGEST = 130
_RECURS = 3
_NUMBERED = re.compile(r"(?:punkt|kapitel|afsnit|bilag|item|chapter|section|part|annex)\s+\d+\b.*", re.IGNORECASE)
_LEAD_WORDS = 4


def find_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with headings marked; untouched when the document marks its own."""
    if any(isinstance(block, Heading) for block in blocks):
        return list(blocks)
    texts = Counter(block.text for block in blocks if isinstance(block, Paragraph))
    found = list[Block]()
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if isinstance(block, Paragraph) and _is_heading(block, following, recurs=texts[block.text] >= _RECURS):
            found.append(Heading(1 if _NUMBERED.fullmatch(block.text) else 2, block.text.rstrip(":")))
        else:
            found.append(block)
    return found


def _is_heading(block: Paragraph, following: Block | None, *, recurs: bool) -> bool:
    """Looks like one, and stands over text: of several such lines in a row, only the last can be a heading.

    A line that comes back again and again ("Resumé", "Bilag") and a numbered one are headings wherever they stand.
    """
    if not looks_like_heading(block.text):
        return False
    stands_over_text = following is not None and not (
        isinstance(following, Paragraph) and looks_like_heading(following.text)
    )
    return recurs or stands_over_text or bool(_NUMBERED.fullmatch(block.text))


def looks_like_heading(text: str) -> bool:
    if "\n" in text or len(text) > _LONGEST or not re.search(r"[^\W\d_]{3}", text):
        return False
    if text.endswith(":"):
        return len(text.split()) <= _LEAD_WORDS
    return text[:1].isupper() and not re.search(r"[.!?;,]$|@|^\W", text)
