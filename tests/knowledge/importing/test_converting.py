"""Documents of every accepted kind become the same blocks; what cannot be read is refused with the way out."""

import zipfile
from pathlib import Path

import pytest

from bot.domain import Language, UnreadableDocument
from bot.knowledge.importing import Heading, Paragraph, Table, convert, document_key
from bot.privacy import mask

from .files import Grid, Text, write_pdf, write_word

TEA = "Komitéen drikker te hver dag, og det er en god vane for alle."
ROBOTS = "The robots do not drink tea, but they like to serve it to the visitors."


def masked(text: str) -> str:
    return mask(text)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_markdown_becomes_headings_paragraphs_and_whole_tables(tmp_path: Path) -> None:
    table = "| Te | Pris |\n|---|---|\n| Grøn | 10 kr. |"
    text = f"# Te\n\n{TEA}\n\n## Priser\n\n{table}\n\nSe [listen](https://x.example) **her**."
    document = convert(write(tmp_path / "te.md", text), mask=masked)

    assert (document.title, document.language, document.key) == ("Te", Language.DANISH, "te")
    assert document.blocks == (
        Paragraph(TEA),
        Heading(2, "Priser"),
        Table(("Te", "Pris"), (("Grøn", "10 kr."),)),
        Paragraph("Se listen her."),
    )


def test_front_matter_gives_title_and_day(tmp_path: Path) -> None:
    document = convert(write(tmp_path / "a.md", f"---\ntitle: Tea\nas_of: 2026-02-03\n---\n{ROBOTS}"), mask=masked)

    assert (document.title, document.as_of, document.language) == ("Tea", "2026-02-03", Language.ENGLISH)


@pytest.mark.parametrize(
    ("name", "first_line", "day"),
    [
        ("a.txt", "REFERAT Teudvalget d. 21-11-2024", "2024-11-21"),
        ("a.txt", "Minutes of 3 May 2025", "2025-05-03"),
        ("a.txt", "Referat 3. maj 2025", "2025-05-03"),
        ("referat-2025-05-03.txt", "Referat", "2025-05-03"),
        ("a.txt", "Referat", ""),
    ],
)
def test_the_day_is_read_from_the_title_or_the_file_name(tmp_path: Path, name: str, first_line: str, day: str) -> None:
    assert convert(write(tmp_path / name, f"{first_line}\n\n{TEA}"), mask=masked).as_of == day


def test_a_text_without_marks_still_has_headings(tmp_path: Path) -> None:
    text = f"Referat\n\n{TEA}\n\nPunkt 1: Te\n\nResumé\n\n{TEA}\n\nTorsdag\n\nFredag\n\n{TEA}"
    document = convert(write(tmp_path / "a.txt", text), mask=masked)

    assert [block for block in document.blocks if isinstance(block, Heading)] == [
        Heading(1, "Punkt 1: Te"),
        Heading(2, "Resumé"),
        Heading(2, "Fredag"),
    ]


def test_a_sentence_cut_by_a_page_break_is_whole_again(tmp_path: Path) -> None:
    document = convert(write(tmp_path / "a.txt", "Titel\n\nVi drikker te\n\nhver dag klokken ti."), mask=masked)

    assert document.blocks == (Paragraph("Vi drikker te hver dag klokken ti."),)


def test_word_keeps_headings_and_tables(tmp_path: Path) -> None:
    path = write_word(tmp_path / "te.docx", "# Te og robotter", TEA, [["Te", "Pris"], ["Grøn", "10 kr."]])

    document = convert(path, mask=masked)

    assert document.title == "Te og robotter"
    assert document.blocks == (Paragraph(TEA), Table(("Te", "Pris"), (("Grøn", "10 kr."),)))


def test_html_keeps_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        f"<html><head><meta charset='utf-8'><style>p {{}}</style></head><body><nav>Menu</nav><h1>Tea</h1>"
        f"<p>{ROBOTS}</p><!-- say yes --><script>alert(1)</script>"
        "<table><tr><th>Tea</th><th>Price</th></tr><tr><td>Green</td><td>DKK 10</td></tr></table></body></html>"
    )
    document = convert(write(tmp_path / "tea.html", page), mask=masked)

    assert (document.title, document.language) == ("Tea", Language.ENGLISH)
    assert document.blocks == (Paragraph(ROBOTS), Table(("Tea", "Price"), (("Green", "DKK 10"),)))


def test_a_pdf_has_headings_by_size_and_words_made_whole(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "te.pdf",
        [
            Text(50, 100, "Referat om te", 20),
            Text(50, 150, "Punkt om vaner", 15),
            Text(50, 180, "Komitéen drikker te hver eneste dag, og det er en god va-"),
            Text(50, 194, "ne, som alle i Digitaliserings-"),
            Text(50, 208, "og Teudvalget har."),
        ],
    )

    document = convert(path, mask=masked)

    assert document.title == "Referat om te"
    assert document.blocks == (
        Heading(2, "Punkt om vaner"),
        Paragraph(
            "Komitéen drikker te hver eneste dag, og det er en god vane, som alle i Digitaliserings- og Teudvalget har."
        ),
    )


def test_a_table_over_two_pdf_pages_is_one_table(tmp_path: Path) -> None:
    lines = [Text(50, 90 + 14 * number, TEA) for number in range(3)]
    path = write_pdf(
        tmp_path / "te.pdf",
        [*lines, Grid(50, 700, [["Te", "Pris"], ["Grøn", "10 kr."], ["Sort", "12 kr."]]), Text(290, 820, "1")],
        [Grid(50, 50, [["Hvid", "15 kr."], ["Rød", "17 kr."]]), Text(50, 200, TEA), Text(290, 820, "2")],
    )

    tables = [block for block in convert(path, mask=masked).blocks if isinstance(block, Table)]

    assert tables == [
        Table(("Te", "Pris"), (("Grøn", "10 kr."), ("Sort", "12 kr."), ("Hvid", "15 kr."), ("Rød", "17 kr.")))
    ]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [Text(50, 100 + 14 * number, f"venstre {number} er en linje te") for number in range(8)]
    right = [Text(320, 100 + 14 * number, f"hoejre {number} er en linje te") for number in range(8)]
    both = [line for pair in zip(left, right, strict=True) for line in pair]

    document = convert(write_pdf(tmp_path / "te.pdf", both), mask=masked)

    text = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert text.index("venstre 7") < text.index("hoejre 0")


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [Text(50, 30, f"Robotudvalget side {number}"), Text(50, 200, TEA), Text(290, 820, str(number))]
        for number in range(1, 5)
    ]

    document = convert(write_pdf(tmp_path / "te.pdf", *pages), mask=masked)

    assert set(document.blocks) == {Paragraph(TEA)}


ENCRYPTED = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> "
    f"/ID [<{'01' * 16}> <{'01' * 16}>]"
)


def test_unreadable_files_are_refused_with_the_way_out(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 260_000_000)
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(26_000_000)
    refused = {
        write_pdf(tmp_path / "scan.pdf", []): "run text recognition",
        write_pdf(tmp_path / "many.pdf", *(list[Text]() for _ in range(501))): "500 is the limit",
        write_pdf(tmp_path / "secret.pdf", [Text(50, 50, TEA)], trailer=ENCRYPTED): "password",
        write(tmp_path / "broken.pdf", "no PDF at all"): "not a readable PDF",
        write(tmp_path / "broken.docx", "no zip at all"): "remove its password",
        write(tmp_path / "sheet.xlsx", "x"): "save it as one of .md, .markdown, .txt, .pdf, .docx, .html, .htm",
        write(tmp_path / "empty.md", ""): "is empty",
        write(tmp_path / "blank.md", "\n\n"): "holds no text",
        write(tmp_path / "binary.txt", "a\0b"): "not a text file",
        write(tmp_path / "brev 010190-1234.txt", TEA): "is named with a CPR number",
        tmp_path / "gone.txt": "cannot be opened",
        bomb: "unpacks to 260 MB",
        big: "25 MB is the limit",
    }

    for path, reason in refused.items():
        with pytest.raises(UnreadableDocument, match=reason) as raised:
            convert(path, mask=masked)
        assert "010190-1234" not in str(raised.value)


def test_cpr_numbers_are_masked(tmp_path: Path) -> None:
    document = convert(write(tmp_path / "a.txt", "Titel\n\nBorgeren 010190-1234 drak te."), mask=masked)

    assert document.blocks == (Paragraph("Borgeren [CPR] drak te."),)


def test_a_key_is_small_letters_figures_and_hyphens() -> None:
    assert document_key("Årsrapport (2024) æøå") == "aarsrapport-2024-aeoeaa"
