"""Reads Word and HTML files into Markdown, by MarkItDown's own converters."""

import io
import re
import zipfile
from pathlib import Path
from xml.parsers.expat import ExpatError

from markitdown import StreamInfo
from markitdown.converters import DocxConverter, HtmlConverter

from bot.domain import UnreadableDocument

from .limits import check_archive

_MARK = re.compile(rb"<!--|-->|<(/?)(nav|script|style|noscript|template|svg|iframe)\b", re.IGNORECASE)


def read_word(path: Path) -> str:
    check_archive(path)
    try:
        converter = DocxConverter()  # type: ignore[no-untyped-call]
        return converter.convert(io.BytesIO(path.read_bytes()), StreamInfo(extension=".docx")).markdown
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, ExpatError, OSError) as error:
        raise UnreadableDocument(f"{path.name} is not a readable Word file; save it as .docx again") from error


def read_html(path: Path) -> str:
    shown = _without_unseen(path.read_bytes())
    try:
        return (
            HtmlConverter().convert(io.BytesIO(shown), StreamInfo(extension=".html", charset=_charset(shown))).markdown
        )
    except (ValueError, RecursionError, LookupError) as error:
        raise UnreadableDocument(f"{path.name} is not a readable page; save it as HTML again") from error


def _without_unseen(page: bytes) -> bytes:
    """The page without menus, scripts and comments: not what it says, and a comment is a place to hide words in.

    Read mark by mark, since a pattern over whole elements would take hours on a page that opens many and closes none.
    """
    kept = list[bytes]()
    position, closing = 0, b""
    for mark in _MARK.finditer(page):
        if closing:
            if mark.group().lower() == closing:
                end = page.find(b">", mark.end() - 1)
                position, closing = (end + 1 if end >= 0 else len(page)), b""
        elif mark.group() == b"<!--" or (mark[2] and not mark[1]):
            kept.append(page[position : mark.start()])
            position = mark.start()
            closing = b"-->" if mark.group() == b"<!--" else b"</" + mark[2].lower()
    return b"".join([*kept, page[position:]])


def _charset(page: bytes) -> str | None:
    declared = re.search(rb"charset=[\"']?([\w-]+)", page[:2048], re.IGNORECASE)
    if declared:
        return declared[1].decode("ascii")
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
