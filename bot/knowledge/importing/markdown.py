"""Reads Markdown (or plain text) into blocks: headings, paragraphs and whole tables."""

import re

from .document import Block, Heading, Paragraph, Table
from .inline import plain

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*")
_UNDERLINE = re.compile(r"[\s:|]*-[\s:|-]*")
_RULE = re.compile(r"\s{0,3}([-*_]\s*){3,}")
_PAGE_MARK = re.compile(r"\s*(?:side|page)\s+\d+(?:\s*(?:af|of|/)\s*\d+)?\s*", re.IGNORECASE)


def read_markdown(text: str) -> list[Block]:
    blocks = list[Block]()
    lines = list[str]()
    for line in [*text.replace("\r\n", "\n").replace("\f", "\n\n").split("\n"), ""]:
        heading = _HEADING.fullmatch(line)
        if line.strip() and not heading and _continues(lines, line):
            lines.append(line)
            continue
        blocks += _block(lines)
        lines = [] if heading or not line.strip() else [line]
        if heading:
            blocks.append(Heading(len(heading[1]), plain(heading[2])))
    return blocks


def _continues(lines: list[str], line: str) -> bool:
    return not lines or _is_row(lines[-1]) == _is_row(line)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _block(lines: list[str]) -> list[Block]:
    if not lines:
        return []
    if _is_row(lines[0]) and len(lines) > 1:
        return [_table(lines)]
    text = "\n".join(plain(line.rstrip()) for line in lines if not _is_separator(line)).strip()
    return [Paragraph(text)] if text else []


def _is_separator(line: str) -> bool:
    return bool(_RULE.fullmatch(line) or _PAGE_MARK.fullmatch(line))


def _table(lines: list[str]) -> Table:
    rows = [_cells(line) for line in lines]
    has_header = bool(_UNDERLINE.fullmatch(lines[1].strip().strip("|")))
    header = rows[0] if has_header else ("",) * len(rows[0])
    body = rows[2:] if has_header else rows
    if not any(header) and len(body) > 1 and not any(re.search(r"\d", cell) for cell in body[0]):
        # Word seldom says which row is the header; one without a figure above others is taken for it.
        header, *body = body
    width = max(len(row) for row in (header, *body))
    return Table(_widen(header, width), tuple(_widen(row, width) for row in body if any(row)))


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(plain(" ".join(cell.split())) for cell in re.split(r"(?<!\\)\|", inner))


def _widen(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))
