"""Divides a block that is too long for one passage where a reader would: between rows, sentences, then words."""

import re
from itertools import pairwise

from .document import Paragraph, Table, markdown_row

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'”»(]?[A-ZÆØÅ0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:kl|nr|pkt|ca|bl\.a|f\.eks|fx|mio|mia|kr|jf|vedr|mv|m\.v|mhp|pr|d|den|dr|st|inkl|hhv|p\.t|dvs|evt"
    r"|e\.g|i\.e|no|vs|approx|incl)\.|\b\d{1,2}\.)$",
    re.IGNORECASE,
)


def pieces_of(block: Paragraph | Table, *, limit: int) -> list[str]:
    if isinstance(block, Table):
        return _rows_of(block, limit=limit)
    return [block.text] if len(block.text) <= limit else _pack(_sentences(block.text), limit=limit)


def _rows_of(table: Table, *, limit: int) -> list[str]:
    """The table, or its rows in groups that each repeat the header; a row is never divided."""
    if len(table.markdown) <= limit or not table.rows:
        return [table.markdown]
    groups = list[list[str]]()
    for row in map(markdown_row, table.rows):
        length = len(table.markdown_header) + sum(len(line) + 1 for line in groups[-1]) if groups else limit
        if length + len(row) + 1 > limit:
            groups.append([row])
        else:
            groups[-1].append(row)
    return ["\n".join([table.markdown_header, *group]) for group in groups]


def _sentences(text: str) -> list[str]:
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text) if not _is_abbreviation(text, match)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    return "\n" not in match.group() and bool(_ABBREVIATION.search(text[: match.start()]))


def _pack(parts: list[str], *, limit: int) -> list[str]:
    """The parts joined again as long as they fit; a part that is too long itself is divided between words."""
    packed = [""]
    for part in (piece for long in parts for piece in _words_of(long, limit=limit)):
        if packed[-1] and len(packed[-1]) + len(part.rstrip()) > limit:
            packed.append("")
        packed[-1] += part
    return [piece.strip() for piece in packed if piece.strip()]


def _words_of(text: str, *, limit: int) -> list[str]:
    if len(text) <= limit:
        return [text]
    pieces = [""]
    for word in re.findall(r"\S+\s*", text):
        if pieces[-1] and len(pieces[-1]) + len(word.rstrip()) > limit:
            pieces.append("")
        pieces[-1] += word
    return pieces
