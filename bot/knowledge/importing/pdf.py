"""Reads a PDF into blocks: tables by their lines, headings by their letters, text in reading order."""

from pathlib import Path
from typing import cast

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page as PdfPage
from pdfplumber.utils.exceptions import PdfminerException

from bot.domain import UnreadableDocument

from .document import Block, Table
from .limits import check_pages
from .pdf_layout import Page, lay_out
from .pdf_lines import Line, Word, read_lines

_FEWEST_LETTERS = 20


def read_pdf(path: Path) -> list[Block]:
    try:
        with pdfplumber.open(path) as pdf:
            check_pages(path, len(pdf.pages))
            pages = [_read_page(page) for page in pdf.pages]
    except (PdfminerException, PDFException) as error:
        raise UnreadableDocument(_why(path, error)) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, AssertionError) as error:
        # What pdfminer lets through when a file is damaged.
        raise UnreadableDocument(f"{path.name} is damaged; save it as PDF again") from error
    blocks = lay_out(pages)
    letters = sum(len(item.text) for page in pages for item in page.items if isinstance(item, Line))
    if letters < _FEWEST_LETTERS and not any(isinstance(block, Table) for block in blocks):
        raise UnreadableDocument(f"{path.name} holds no text, only pictures; run text recognition (OCR) on it first")
    return blocks


def _why(path: Path, error: Exception) -> str:
    causes = (error, *error.args)
    if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
        return f"{path.name} is protected by a password; save it without one"
    return f"{path.name} is not a readable PDF; save it as PDF again"


def _read_page(page: PdfPage) -> Page:
    tables = [table for table in page.find_tables() if len(table.rows) > 1]
    boxes = [cast("tuple[float, float, float, float]", table.bbox) for table in tables]
    words = [word for word in _words(page) if not any(_is_inside(word, box) for box in boxes)]
    placed = [(box[1], _table(table.extract())) for table, box in zip(tables, boxes, strict=True)]
    items = list[Line | Table]()
    for line in read_lines(words, page_width=float(page.width)):
        while placed and placed[0][0] < line.top:
            items.append(placed.pop(0)[1])
        items.append(line)
    items += [table for _, table in placed]
    # A page is kept in memory until its file is closed, unless it is told to forget.
    page.close()
    return Page(tuple(items), float(page.height))


def _words(page: PdfPage) -> list[Word]:
    found = page.extract_words(extra_attrs=["size", "fontname"])
    return [
        Word(
            text=str(word["text"]),
            left=float(word["x0"]),
            right=float(word["x1"]),
            top=float(word["top"]),
            bottom=float(word["bottom"]),
            size=float(word["size"]),
            bold="bold" in str(word["fontname"]).lower(),
        )
        for word in found
    ]


def _is_inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom


def _table(rows: list[list[str | None]]) -> Table:
    cells = [tuple(" ".join((cell or "").split()) for cell in row) for row in rows]
    header, *body = cells or [()]
    return Table(header, tuple(row for row in body if any(row)))
