"""Makes headings and paragraphs of a PDF's lines, by the size and weight of their letters and the space between."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .document import Block, Heading, Paragraph, Table
from .flow import join_lines
from .pdf_lines import Line

_MARGIN = 0.09
_LONGEST_HEADING = 160
_BULLET = re.compile(r"[-•▪\u2013*]\s|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines and tables in reading order, and its height."""

    items: tuple[Line | Table, ...]
    height: float


def lay_out(pages: Sequence[Page]) -> list[Block]:
    furniture = _running_lines(pages)
    items = [item for page in pages for item in page.items if not _is_furniture(item, page, furniture)]
    letters = Counter[float]()
    for item in items:
        if isinstance(item, Line):
            letters[_rounded(item.size)] += len(item.text)
    body = letters.most_common(1)[0][0] if letters else 0.0
    sizes = sorted((size for size in letters if size >= 1.12 * body), reverse=True)
    return [_block(group, body=body, sizes=sizes) for group in _group(items)]


def _group(items: Sequence[Line | Table]) -> list[list[Line] | Table]:
    groups = list[list[Line] | Table]()
    for item in items:
        last = groups[-1] if groups else None
        if isinstance(item, Line) and isinstance(last, list) and _belong(last[-1], item):
            last.append(item)
        else:
            groups.append([item] if isinstance(item, Line) else item)
    return groups


def _belong(before: Line, line: Line) -> bool:
    same_letters = abs(before.size - line.size) < 0.6 and before.is_bold == line.is_bold
    gap = line.top - before.bottom
    return same_letters and -0.5 * line.size < gap < 0.7 * line.size and not _BULLET.match(line.text)


def _block(group: list[Line] | Table, *, body: float, sizes: Sequence[float]) -> Block:
    if isinstance(group, Table):
        return group
    text = group[0].text
    for line in group[1:]:
        text = join_lines(text, line.text)
    if len(text) > _LONGEST_HEADING or not re.search(r"[^\W\d_]{2}", text):
        return Paragraph(text)
    size = _rounded(group[0].size)
    if size in sizes:
        return Heading(1 + sizes.index(size), text)
    if group[0].is_bold and size >= body and not re.search(r"[.;,]$", text):
        return Heading(1 + len(sizes), text)
    return Paragraph(text)


def _running_lines(pages: Sequence[Page]) -> frozenset[str]:
    """Headers and footers: the same words, apart from figures, in the margin of half the pages, at least three."""
    seen = Counter(
        text
        for page in pages
        for text in {_shape(item) for item in page.items if isinstance(item, Line) and _in_margin(item, page)}
    )
    return frozenset(text for text, count in seen.items() if count >= max(3, len(pages) / 2))


def _is_furniture(item: Line | Table, page: Page, furniture: frozenset[str]) -> bool:
    if isinstance(item, Table) or not _in_margin(item, page):
        return False
    return _shape(item) in furniture or bool(re.fullmatch(r"\W*(?:(?:side|page)\W*)?\d{1,3}\W*", item.text.lower()))


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "9", line.text)


def _rounded(size: float) -> float:
    return round(size * 2) / 2
