"""Closed fields are recognised in both languages."""

import pytest

from bot.domain import Field
from bot.qualification import CLOSED, SEVERAL

from .samples import codes

NEEDS = {
    "test": ("Vi vil gerne afprøve vores app", "We'd like to try our app on your staff"),
    "develop": ("Vi vil samudvikle den med klinikere", "We want to co-develop it with clinicians"),
    "trial": ("Vi skal køre et klinisk forsøg", "We plan a clinical trial"),
    "data": ("Vi skal bruge patientdata", "We need patient data"),
    "sale": ("Vi vil gerne sælge til regionen", "We would like to sell to the region"),
    "visit": ("Vi vil på besøg", "We want to visit you"),
    "network": ("Vi søger netværk", "We look for a network"),
    "approval": ("Hvilken godkendelse kræves", "Which approval is required"),
    "funding": ("Vi søger finansiering", "We look for funding"),
    "integration": ("Den skal integreres", "It must be integrated with the EHR"),
    "ai_help": ("Vi vil tale med kompetenceenheden", "We would like help from the AI people"),
    "idea": ("Vi har kun en idé", "We have only an idea"),
}
OTHER = [
    (Field.CE_STATUS, "ce_marked", "Den er CE-mærket", "It is CE-marked"),
    (Field.CE_STATUS, "not_ce_marked", "Den er ikke CE-mærket", "It is not CE-marked yet"),
    (Field.CE_STATUS, "not_ce_marked", "Vi har ingen CE-mærkning", "It isn't CE certified"),
    (Field.CE_STATUS, "in_progress", "CE-mærkningen er på vej", "CE marking is pending"),
    (Field.CE_STATUS, "not_a_device", "Det er ikke medicinsk udstyr", "It is not a medical device"),
    (Field.PATIENTS, "yes", "Den bruges på patienter", "It is used on patients"),
    (Field.PATIENTS, "no", "Kun med personale, uden patienter", "With staff only, without patients"),
    (Field.AI_USE, "yes", "Den bruger kunstig intelligens", "It runs on machine learning"),
    (Field.AI_USE, "no", "Vi bruger ikke AI", "We don't use AI"),
    (Field.AI_USE, "no", "Den er uden AI", "It does not use AI"),
    (Field.DATA, "yes", "Den bruger patientdata", "It uses health data"),
    (Field.DATA, "no", "Den bruger ingen patientdata", "It works without patient data"),
    (Field.DEVICE_CLASS, "I", "Det er klasse I", "It is class I"),
    (Field.DEVICE_CLASS, "IIa", "Det er klasse IIa", "It is class IIa"),
    (Field.DEVICE_CLASS, "IIb", "Det er klasse IIb", "It is class IIb"),
    (Field.DEVICE_CLASS, "III", "Det er klasse III", "It is class III"),
    (Field.DEVICE_CLASS, "IVD", "Det er en IVD", "It is an IVD"),
    (Field.PRODUCT_TYPE, "drug", "Et lægemiddel", "A drug"),
    (Field.PRODUCT_TYPE, "robot", "En robot", "A robot"),
    (Field.PRODUCT_TYPE, "diagnostic", "En blodprøve", "A blood test"),
    (Field.PRODUCT_TYPE, "software", "En app", "An app"),
    (Field.PRODUCT_TYPE, "device", "En sensor", "A sensor"),
    (Field.PRODUCT_TYPE, "device", "En insulinpumpe", "An insulin pump"),
    (Field.PRODUCT_TYPE, "robot", "En plejerobot", "A care robot"),
    (Field.PRODUCT_TYPE, "welfare", "En kørestol", "A wheelchair"),
]


@pytest.mark.parametrize(("need", "danish", "english"), [(need, *said) for need, said in NEEDS.items()])
def test_a_need_is_heard_in_both_languages(need: str, danish: str, english: str) -> None:
    assert need in codes(danish, Field.NEED)
    assert need in codes(english, Field.NEED)


@pytest.mark.parametrize(("field", "code", "danish", "english"), OTHER)
def test_a_closed_field_is_heard_in_both_languages(field: Field, code: str, danish: str, english: str) -> None:
    assert codes(danish, field) == {code}
    assert codes(english, field) == {code}


@pytest.mark.parametrize(
    ("field", "code", "typed"),
    [
        (Field.NEED, "test", "Vi vil proeve vores app"),
        (Field.NEED, "sale", "Vi vil saelge til regionen"),
        (Field.NEED, "trial", "et klinisk forsoeg"),
        (Field.NEED, "visit", "paa besoeg"),
        (Field.PRODUCT_TYPE, "drug", "et laegemiddel"),
        (Field.PRODUCT_TYPE, "welfare", "velfaerdsteknologi"),
        (Field.CE_STATUS, "ce_marked", "Den er CE-maerket"),
        (Field.CE_STATUS, "in_progress", "CE-maerkningen er paa vej"),
    ],
)
def test_danish_is_understood_without_its_own_letters(field: Field, code: str, typed: str) -> None:
    assert codes(typed, field) == {code}


@pytest.mark.parametrize("text", ["Vi vil teste our new app", "We want to afprøve vores app"])
def test_mixed_languages_are_understood(text: str) -> None:
    assert codes(text, Field.NEED) == {"test"}
    assert codes(text, Field.PRODUCT_TYPE) == {"software"}


def test_every_need_has_its_two_sentences_here() -> None:
    assert set(NEEDS) == {option.code for option in CLOSED[Field.NEED]}


@pytest.mark.parametrize("field", CLOSED)
def test_codes_and_labels_are_told_apart_within_a_field(field: Field) -> None:
    options = CLOSED[field]
    for names in (
        [option.code for option in options],
        [option.label.da for option in options],
        [option.label.en for option in options],
    ):
        assert len(names) == len(set(names))


def test_only_needs_and_places_add_up() -> None:
    assert {Field.NEED, Field.REGION_HOSPITAL} == SEVERAL
