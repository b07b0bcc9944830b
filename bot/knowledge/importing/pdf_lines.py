"""Puts the words of a PDF page into lines, in the order a person reads them, also in two columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_GUTTER = 8.0
_FEWEST_ROWS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line of one column."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def is_bold(self) -> bool:
        return all(word.bold for word in self.words)


def read_lines(words: Sequence[Word], *, page_width: float) -> list[Line]:
    rows = _rows(words)
    gutter = _find_gutter(rows, page_width=page_width)
    if gutter is None:
        return [Line(row) for row in rows]
    ordered, left, right = list[Line](), list[Line](), list[Line]()
    for row in rows:
        if _crosses(row, gutter):
            ordered += [*left, *right, Line(row)]
            left, right = [], []
            continue
        left += _line(word for word in row if word.right <= gutter)
        right += _line(word for word in row if word.left >= gutter)
    return [*ordered, *left, *right]


def _rows(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    rows = list[list[Word]]()
    for word in sorted(words, key=lambda word: (word.bottom, word.left)):
        if rows and abs(rows[-1][-1].bottom - word.bottom) <= 0.4 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [tuple(sorted(row, key=lambda word: word.left)) for row in rows]


def _line(words: Iterable[Word]) -> list[Line]:
    found = tuple(words)
    return [Line(found)] if found else []


def _find_gutter(rows: Sequence[tuple[Word, ...]], *, page_width: float) -> float | None:
    """The empty strip between two columns, None on a page of one column."""
    if len(rows) < _FEWEST_ROWS:
        return None
    candidates = [page_width * share / 100 for share in range(35, 66)]
    gutter = min(candidates, key=lambda place: sum(_crosses(row, place) for row in rows))
    open_rows = [row for row in rows if not _crosses(row, gutter)]
    both_sides = [row for row in open_rows if row[0].right <= gutter <= row[-1].left]
    return gutter if len(open_rows) >= 0.7 * len(rows) and len(both_sides) >= 0.4 * len(rows) else None


def _crosses(row: tuple[Word, ...], place: float) -> bool:
    """A word on the strip, or the ordinary space between two words where the strip would be."""
    if any(word.left < place < word.right for word in row):
        return True
    left = max((word.right for word in row if word.right <= place), default=None)
    right = min((word.left for word in row if word.left >= place), default=None)
    return left is not None and right is not None and right - left < _GUTTER
