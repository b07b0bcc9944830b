"""Mends tables that a page break tore apart: rows that became loose lines go back to their columns.

What is needed to see it is in the table itself: its last column holds figures of one kind (all in kroner, say), so a
loose line of that kind closes a row, and the lines before it are that row's other cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .document import Block, Paragraph, Table

_FIGURE = re.compile(r"(?P<number>\d[\d.,\s]*)(?P<unit>\D{0,14})")
_PAGE_NUMBER = re.compile(r"[-\u2013\s]*\d{1,3}[-\u2013\s]*")
_LONGEST_LOOSE_CELL = 400
_MOST_LOOSE_CELLS = 6


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    used: int


def mend_tables(blocks: Sequence[Block]) -> list[Block]:
    mended = list[Block]()
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if isinstance(block, Table):
            block, position = _grow(block, blocks, position)
        mended.append(block)
    return mended


def _grow(table: Table, blocks: Sequence[Block], position: int) -> tuple[Table, int]:
    """The table with everything after `position` that belongs to it, and where the rest begins."""
    while True:
        rest = blocks[position:]
        # A page number is only skipped when the table goes on behind it.
        skip = int(bool(rest) and isinstance(rest[0], Paragraph) and bool(_PAGE_NUMBER.fullmatch(rest[0].text)))
        following = rest[skip] if len(rest) > skip else None
        if isinstance(following, Table) and (joined := _join(table, following)):
            table, position = joined, position + skip + 1
        elif isinstance(following, Paragraph) and (finished := _finish_last_row(table, following)):
            table, position = finished, position + skip + 1
        elif row := _loose_row(table, rest[skip:]):
            table, position = Table(table.header, (*table.rows, row.cells)), position + skip + row.used
        else:
            return table, position


def _join(table: Table, following: Table) -> Table | None:
    """Two tables that are one: the second repeats the header, or has a row of figures where its header should be."""
    if len(table.header) != len(following.header) or not table.rows:
        return None
    if following.header == table.header or not any(following.header):
        same_kind = any(table.header) or _unit(table) == _unit(following)
        return Table(table.header, table.rows + following.rows) if same_kind else None
    unit = _unit(table)
    if unit is not None and _figure_unit(following.header[-1]) == unit:
        return Table(table.header, (*table.rows, following.header, *following.rows))
    return None


def _finish_last_row(table: Table, following: Paragraph) -> Table | None:
    """A paragraph that goes on in the middle of a sentence belongs to the last row's unfinished cell."""
    if not table.rows or not following.text[:1].islower() or len(following.text) > _LONGEST_LOOSE_CELL:
        return None
    last = table.rows[-1]
    open_cells = [number for number, cell in enumerate(last) if " " in cell and not re.search(r"[.!?:;]$", cell)]
    if not open_cells:
        return None
    target = max(open_cells, key=lambda number: len(last[number]))
    joined = f"{last[target]} {' '.join(following.text.split())}"
    return Table(table.header, (*table.rows[:-1], (*last[:target], joined, *last[target + 1 :])))


def _loose_row(table: Table, rest: Sequence[Block]) -> _Row | None:
    unit = _unit(table)
    if unit is None:
        return None
    loose = list[str]()
    for block in rest[: _MOST_LOOSE_CELLS + 1]:
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_LOOSE_CELL:
            return None
        text = " ".join(block.text.split())
        if _figure_unit(text) != unit:
            loose.append(text)
        elif loose:
            return _Row(_arrange(loose, text, width=len(table.header)), used=len(loose) + 1)
        else:
            return None
    return None


def _arrange(loose: list[str], figure: str, *, width: int) -> tuple[str, ...]:
    """The last lines are the narrow middle columns; what stands before them is the first cell. A sum has no middle."""
    middle = width - 2 if len(loose) > width - 2 else 0
    first = " ".join(loose[: len(loose) - middle])
    between = tuple(loose[len(loose) - middle :]) if middle else ("",) * (width - 2)
    return (first, *between, figure)


def _unit(table: Table) -> str | None:
    """The unit all figures of the last column share; None when they are not figures, or could be page numbers."""
    units = {_figure_unit(row[-1]) for row in table.rows}
    if len(table.header) < 2 or len(table.rows) < 2 or len(units) != 1:
        return None
    [unit] = units
    return unit or None


def _figure_unit(text: str) -> str | None:
    match = _FIGURE.fullmatch(text.strip())
    return match["unit"].strip().rstrip(".").lower() if match else None
