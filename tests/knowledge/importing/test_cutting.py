"""Passages are short, whole and in one language, and cutting loses nothing but what must not be shown."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Language
from bot.knowledge.importing import Block, ConvertedDocument, Heading, Paragraph, Table, cut
from bot.knowledge.importing.cutting import LIMIT
from bot.knowledge.importing.tables import mend_tables
from bot.knowledge.phones import find_phone_numbers

TEA = "Komitéen drikker te hver dag, og det er en god vane for alle."
ROBOTS = "The robots do not drink tea, but they like to serve it to the visitors."


def document(*blocks: Block) -> ConvertedDocument:
    return ConvertedDocument(key="te", title="Om te", language=Language.DANISH, blocks=blocks, as_of="2026-01-02")


def test_a_passage_says_where_it_stands() -> None:
    [passage] = cut(document(Heading(1, "Punkt 3: Te"), Heading(2, "Sagsfremstilling"), Paragraph(TEA)), owner="Te A/S")

    assert (passage.id, passage.card_id, passage.is_card) == ("te#1", "te", False)
    assert (passage.section, passage.title) == ("Punkt 3: Te > Sagsfremstilling", "Punkt 3: Te")
    assert (passage.source_title, passage.owner, passage.as_of, passage.url) == ("Om te", "Te A/S", "2026-01-02", "")
    assert passage.text == TEA


def test_each_passage_is_in_one_language() -> None:
    passages = cut(document(Paragraph(TEA), Paragraph(ROBOTS)))

    assert [(passage.language, passage.text) for passage in passages] == [
        (Language.DANISH, TEA),
        (Language.ENGLISH, ROBOTS),
    ]


def test_a_long_table_repeats_its_header_and_keeps_its_rows() -> None:
    rows = tuple((f"Te {number}", "grøn " * 20 + str(number)) for number in range(30))

    passages = cut(document(Table(("Te", "Farve"), rows)))

    assert len(passages) > 1
    for passage in passages:
        header, line, *body = passage.text.split("\n")
        assert (header, line) == ("| Te | Farve |", "| --- | --- |")
        assert all(re.fullmatch(r"\| Te (\d+) \| (grøn )+\1 \|", row) for row in body)


def test_a_heading_with_nothing_under_it_stays_as_text() -> None:
    [passage] = cut(document(Heading(1, "Punkt 6: Lukket"), Heading(1, "Punkt 7: Lukket")))

    assert passage.text == "Punkt 6: Lukket\n\nPunkt 7: Lukket"


def test_telephone_numbers_and_politicians_addresses_are_gone() -> None:
    text = (
        "Pelle Politik\nMobil: 22 34 56 78 | Pelle@robot.example\nGerda Gear\nMobil: 22 34 56 79 | gerda@robot.example"
    )

    [passage] = cut(document(Paragraph(text)), hidden_addresses=["pelle@robot.example", "Pelle Politik"])

    assert passage.text == "Pelle Politik\nGerda Gear\ngerda@robot.example"


def test_a_torn_table_is_mended() -> None:
    torn: list[Block] = [
        Table(
            ("Projekt", "Sted", "Beløb"),
            (("Te til alle.", "Robotby", "1.000 kr."), ("En robot der", "By", "2.000 kr.")),
        ),
        Paragraph("kan lave te."),
        Paragraph("12"),
        Paragraph("Dans"),
        Paragraph("Formål: at danse."),
        Paragraph("Den store\nby"),
        Paragraph("3.000\nkr."),
        Paragraph("I alt"),
        Paragraph("6.000\nkr."),
        Paragraph("Se mere om te."),
    ]

    assert mend_tables(torn) == [
        Table(
            ("Projekt", "Sted", "Beløb"),
            (
                ("Te til alle.", "Robotby", "1.000 kr."),
                ("En robot der kan lave te.", "By", "2.000 kr."),
                ("Dans Formål: at danse.", "Den store by", "3.000 kr."),
                ("I alt", "", "6.000 kr."),
            ),
        ),
        Paragraph("Se mere om te."),
    ]


def test_text_after_a_whole_table_is_left_alone() -> None:
    whole: list[Block] = [
        Table(("Te", "Side"), (("Grøn", "3"), ("Sort", "4"))),
        Paragraph("Priser"),
        Paragraph("5"),
        Table(("By", "Pris"), (("A", "10 kr."), ("B", "12 kr."))),
        Paragraph("Alle priser gælder i 2026."),
        Paragraph("Det kostede 20 kr. i alt."),
    ]

    assert mend_tables(whole) == whole


def _repeated(word: str, times: int) -> str:
    return " ".join([word] * times)


_WORDS = st.text(alphabet="abcæøåXYZ0123456789.", min_size=1, max_size=9)
_LINES = st.builds(_repeated, _WORDS, st.integers(1, 150))
_CELLS = st.tuples(_LINES, _LINES)
_BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 3), _LINES),
    st.builds(Paragraph, st.builds("{}\n{}".format, _LINES, _LINES)),
    st.builds(Table, _CELLS, st.tuples(_CELLS, _CELLS)),
)


def _texts_of(block: Block) -> list[str]:
    return [*block.header, *(cell for row in block.rows for cell in row)] if isinstance(block, Table) else [block.text]


@given(st.lists(_BLOCKS, max_size=6))
def test_cutting_loses_nothing_but_telephone_numbers(blocks: list[Block]) -> None:
    passages = cut(document(*blocks))

    kept = " ".join(f"{passage.section} {passage.text}" for passage in passages)
    safe = [text for block in blocks for text in _texts_of(block) if not find_phone_numbers(text)]
    assert {word for text in safe for word in text.split() if word not in kept} == set()


@given(st.lists(_BLOCKS, max_size=6))
def test_only_a_table_row_may_be_longer_than_a_passage(blocks: list[Block]) -> None:
    passages = cut(document(*blocks))

    assert [passage.id for passage in passages] == [f"te#{number}" for number in range(1, len(passages) + 1)]
    assert all(len(passage.text) <= LIMIT or passage.text.startswith("| ") for passage in passages)
