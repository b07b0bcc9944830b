"""Converts a document of any accepted kind into one form: title, language, day and blocks."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.domain import Language, UnreadableDocument
from bot.knowledge.card_text import split_front_matter
from bot.knowledge.findings import Finding
from bot.knowledge.record import Record, mapping
from bot.knowledge.yaml_files import parse_yaml

from .dates import first_date
from .document import Block, ConvertedDocument, Heading, Paragraph, Table
from .flow import join_broken_paragraphs
from .headings import find_headings, looks_like_heading
from .languages import guess_language
from .limits import check_size
from .markdown import read_markdown
from .office import read_html, read_word
from .pdf import read_pdf
from .tables import mend_tables

ACCEPTED = (".md", ".markdown", ".txt", ".pdf", ".docx", ".html", ".htm")
Mask = Callable[[str], str]
"""Takes what must not be kept (CPR numbers) out of a text."""


def convert(path: Path, *, mask: Mask, key: str = "") -> ConvertedDocument:
    """A document as blocks, in reading order, torn tables mended and CPR numbers masked.

    Raises:
        UnreadableDocument: it is of another kind, too big, protected, damaged, without text, or its name holds a CPR
            number. The message says what to do.
    """
    if mask(path.name) != path.name:
        raise UnreadableDocument(f"{mask(path.name)} is named with a CPR number; rename the file and import it again")
    if path.suffix.lower() not in ACCEPTED:
        raise UnreadableDocument(f"{path.name} cannot be imported; save it as one of {', '.join(ACCEPTED)}")
    try:
        check_size(path)
        front, blocks = _read(path)
    except OSError as error:
        raise UnreadableDocument(
            f"{path.name} cannot be opened ({error.strerror}); check that you may read it"
        ) from error
    blocks = find_headings(join_broken_paragraphs(mend_tables([_masked(block, mask) for block in blocks])))
    if not blocks:
        raise UnreadableDocument(f"{path.name} holds no text; check that it is the right file")
    title, blocks = _title(blocks, stated=mask(front.text("title")), name=path.stem)
    day = front.day_or_year("as_of") or front.day_or_year("date")
    found = first_date(title) or first_date(path.stem)
    return ConvertedDocument(
        key=key or document_key(path.with_suffix("").name),
        title=title,
        language=guess_language(" ".join(map(_text, blocks))[:20_000], otherwise=Language.DANISH),
        blocks=tuple(blocks),
        as_of=day or (found.isoformat() if found else ""),
    )


def document_key(name: str) -> str:
    """A file's name as an id: small letters, figures and hyphens."""
    spelled = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    ascii_only = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "document"


def _read(path: Path) -> tuple[Record, list[Block]]:
    """The front matter, empty where there is none, and the raw blocks."""
    nothing = Record(where=path.name, values={}, findings=[])
    match path.suffix.lower():
        case ".pdf":
            return nothing, read_pdf(path)
        case ".docx":
            return nothing, read_markdown(read_word(path))
        case ".html" | ".htm":
            return nothing, read_markdown(read_html(path))
        case _:
            return _read_markdown_file(path)


def _read_markdown_file(path: Path) -> tuple[Record, list[Block]]:
    content = path.read_bytes()
    if b"\0" in content:
        raise UnreadableDocument(f"{path.name} is not a text file; save it as UTF-8 text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    parts = split_front_matter(text.replace("\r\n", "\n")) if path.suffix.lower() != ".txt" else None
    findings = list[Finding]()
    values = mapping(parse_yaml(parts.yaml, where=path.name, findings=findings)) if parts else None
    if parts is None or values is None:
        return Record(where=path.name, values={}, findings=findings), read_markdown(text)
    return Record(where=path.name, values=values, findings=findings), read_markdown(parts.rest)


def _title(blocks: Sequence[Block], *, stated: str, name: str) -> tuple[str, list[Block]]:
    """The stated title, else what stands first when it looks like one, else the file's name."""
    first, rest = blocks[0], list(blocks[1:])
    is_title = isinstance(first, Heading) or (isinstance(first, Paragraph) and looks_like_heading(first.text))
    if is_title and stated in ("", _text(first)):
        return _text(first), rest
    return stated or re.sub(r"[_-]+", " ", name).strip(), list(blocks)


def _masked(block: Block, mask: Mask) -> Block:
    match block:
        case Heading(level, text):
            return Heading(level, mask(text))
        case Paragraph(text):
            return Paragraph(mask(text))
        case Table(header, rows):
            return Table(tuple(map(mask, header)), tuple(tuple(map(mask, row)) for row in rows))


def _text(block: Block) -> str:
    return block.markdown if isinstance(block, Table) else block.text
