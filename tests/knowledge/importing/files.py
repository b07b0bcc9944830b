"""Writes small PDF and Word files by hand, so that no library is needed to test reading them."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Text:
    """A line of a PDF page, measured from the top left corner."""

    x: int
    y: int
    words: str
    size: int = 11


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    x: int
    y: int
    rows: Sequence[Sequence[str]]
    width: int = 150
    height: int = 20


def write_pdf(path: Path, *pages: Sequence[Text | Grid], trailer: str = "") -> Path:
    """A PDF of A4 pages in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(_draw(item) for item in page).encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    content = bytearray(b"%PDF-1.4\n")
    places = list[int]()
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    path.write_bytes(content)
    return path


def _draw(item: Text | Grid) -> str:
    if isinstance(item, Text):
        words = item.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"BT /F1 {item.size} Tf {item.x} {842 - item.y} Td ({words}) Tj ET"
    drawn = list[str]()
    columns, rows = len(item.rows[0]), len(item.rows)
    right, bottom = item.x + columns * item.width, 842 - item.y - rows * item.height
    for row in range(rows + 1):
        y = 842 - item.y - row * item.height
        drawn.append(f"{item.x} {y} m {right} {y} l S")
    for column in range(columns + 1):
        x = item.x + column * item.width
        drawn.append(f"{x} {842 - item.y} m {x} {bottom} l S")
    for number, cells in enumerate(item.rows):
        for column, cell in enumerate(cells):
            place = Text(item.x + column * item.width + 3, item.y + number * item.height + 14, cell, 9)
            drawn.append(_draw(place))
    return "\n".join(drawn)


def write_word(path: Path, *blocks: str | Sequence[Sequence[str]]) -> Path:
    """A .docx of paragraphs ("# …" is a heading) and tables."""
    body = "".join(_paragraph(block) if isinstance(block, str) else _word_table(block) for block in blocks)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        )
    return path


def _paragraph(text: str) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if text.startswith("# ") else ""
    return f"<w:p>{style}<w:r><w:t>{text.removeprefix('# ')}</w:t></w:r></w:p>"


def _word_table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
