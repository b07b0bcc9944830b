"""What touches a lead is found by the words it was told in, in either language, and says why."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import told
from bot.domain import Bilingual, Field, Inquiry, Language, Stated
from bot.qualification import Gazetteer, Reader
from bot.routing import touching
from tests.house import real_knowledge

ROWS = [
    json.loads(line) for line in Path(__file__).with_name("touching.jsonl").read_text(encoding="utf-8").splitlines()
]


def read(text: str, language: Language) -> Inquiry:
    """What the product's own reader takes up of a message."""
    reader, inquiry = Reader(gazetteer=Gazetteer(real_knowledge().directory.places)), Inquiry()
    for field, values in reader.read(text, message_id="m1", language=language, asking=None).items():
        for stated in values:
            inquiry = inquiry.with_stated(field, stated)
    return inquiry


def product(words: str) -> Inquiry:
    return Inquiry().with_stated(Field.PRODUCT, Stated(words, words, "m1"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_own_rows_find_what_touches_them(row: dict[str, Any]) -> None:
    inquiry, directory = read(row["text"], Language(row["language"])), real_knowledge().directory
    found = [each.activity.id for each in touching(inquiry, directory, said=row["text"])]
    assert (found[0] if found else "") == row["first"]
    assert not set(row["never"]) & set(found)


def test_it_says_why_whence_and_as_of_in_both_languages() -> None:
    [first, *_] = touching(product("AI til prostatapatologi"), real_knowledge().directory)
    assert first.is_of_the_body
    assert told(first, Language.DANISH) == (
        "Prostatapatologi på Sygehus Sønderjylland (projekt; fælles: prostata, patologi, kunstig intelligens; kilde: "
        "Referat, Digitaliserings- og Innovationsudvalget, 21. november 2024, Punkt 3 > Sagsfremstilling, "
        "pr. 2024-11-21)"
    )
    assert "in common: prostate, pathology, artificial intelligence" in told(first, Language.ENGLISH)
    assert "as of 2024-11-21" in told(first, Language.ENGLISH)


def test_ai_that_was_asked_for_and_answered_counts_without_the_word() -> None:
    directory = real_knowledge().directory
    plain = product("kamera")
    assert touching(plain, directory) == ()
    answered = plain.with_stated(Field.AI_USE, Stated("ja", "ja", "m2", "yes"))
    assert "cai-x" in {each.activity.id for each in touching(answered, directory)}


def test_the_own_region_comes_first_among_equals() -> None:
    directory = real_knowledge().directory
    north = replace(directory.activities[7], id="a-northern-unit", region="nordjylland")
    both = replace(directory, activities=(north, directory.activities[7]))
    inquiry = product("AI").with_stated(Field.REGION_HOSPITAL, Stated("Odense", "Odense", "m1", "syddanmark/"))
    assert [each.activity.id for each in touching(inquiry, both)] == ["cai-x", "a-northern-unit"]


def test_the_words_of_an_area_are_words_and_not_letters() -> None:
    """`lever` is the liver and not what a supplier does."""
    area = next(each for each in real_knowledge().directory.areas if each.id == "liver")
    assert area.name == Bilingual("lever", "liver")
    assert touching(product("vi leverer CTR-pumper"), real_knowledge().directory) == ()


def test_every_activity_stands_on_a_card_with_a_source() -> None:
    for activity in real_knowledge().directory.activities:
        assert activity.source_title, activity.id
        assert activity.as_of, activity.id
