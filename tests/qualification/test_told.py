"""What a model read of a company stands only on the company's own words."""

from typing import Any

import pytest

from bot.domain import Field, Language
from bot.qualification import READABLE, Gazetteer, Reader, field_lines, stated_in
from tests.conversation.samples import directory

READER = Reader(gazetteer=Gazetteer(directory().places))
TEXT = "Vi er Æblehjælp og laver en syngende seng, som personalet på OUH skal prøve af."


def told(*entries: dict[str, Any], text: str = TEXT) -> dict[Field, list[tuple[str, str, str]]]:
    found = stated_in(entries, text, reader=READER, message_id="m1", language=Language.DANISH)
    return {field: [(each.value, each.quote, each.code) for each in values] for field, values in found.items()}


def test_a_value_is_taken_with_the_words_it_was_read_from() -> None:
    read = told(
        {"field": "need", "value": "test", "quote": "skal prøve af"},
        {"field": "product", "value": "bed", "quote": "en syngende seng"},
        {"field": "company_name", "value": "x", "quote": "Æblehjælp"},
        {"field": "region_hospital", "value": "Mars", "quote": "OUH"},
    )
    assert read == {
        Field.NEED: [("teste", "skal prøve af", "test")],
        Field.PRODUCT: [("en syngende seng", "en syngende seng", "")],
        Field.COMPANY_NAME: [("Æblehjælp", "Æblehjælp", "")],
        Field.REGION_HOSPITAL: [("OUH (Region Syddanmark)", "OUH", "syddanmark/hospital")],
    }


@pytest.mark.parametrize(
    "entry",
    [
        {"field": "product", "value": "a robot", "quote": "en robot"},
        {"field": "product", "value": "a bed", "quote": ""},
        {"field": "product", "value": "a bed"},
        {"field": "need", "value": "conquest", "quote": "skal prøve af"},
        {"field": "region_hospital", "value": "syddanmark", "quote": "personalet"},
        {"field": "contact_email", "value": "a@b.example", "quote": "Æblehjælp"},
        {"field": "shoe_size", "value": "44", "quote": "Æblehjælp"},
        {"value": "44", "quote": "Æblehjælp"},
    ],
)
def test_no_words_no_value(entry: dict[str, Any]) -> None:
    assert told(entry) == {}


def test_the_same_words_prove_one_value_and_a_field_holds_one_unless_it_may_hold_several() -> None:
    read = told(
        {"field": "product", "value": "bed", "quote": "en syngende seng"},
        {"field": "company_name", "value": "bed", "quote": "syngende seng"},
        {"field": "product", "value": "staff", "quote": "personalet"},
        {"field": "need", "value": "test", "quote": "prøve af"},
        {"field": "need", "value": "develop", "quote": "laver"},
        {"field": "need", "value": "develop", "quote": "laver"},
    )
    assert [code for _, _, code in read[Field.NEED]] == ["test", "develop"]
    assert [value for value, _, _ in read[Field.PRODUCT]] == ["en syngende seng"]
    assert Field.COMPANY_NAME not in read


def test_a_question_names_no_product() -> None:
    text = "Kan vi afprøve en seng?"
    entries = (
        {"field": "product", "value": "x", "quote": "en seng"},
        {"field": "need", "value": "test", "quote": "afprøve"},
    )
    assert set(told(*entries, text=text)) == {Field.NEED}


def test_a_prompt_tells_every_field_that_may_be_read() -> None:
    assert all(f"- {field}: " in field_lines() for field in READABLE)


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("Vi vil sælge vores senge til OUH.", False),
        ("we sell beds", False),
        ("Our beds", False),
        ("Senge til alle!", False),
        ("Vi & Co", False),
        ("Viborg Senge A/S", True),
        ("Ourense Beds", True),
    ],
)
def test_a_company_is_not_called_by_a_sentence_about_itself(quote: str, *, held: bool) -> None:
    read = told({"field": "company_name", "value": "x", "quote": quote}, text=f"Hej. {quote}")
    assert (Field.COMPANY_NAME in read) is held
