"""What several messages say together."""

import pytest

from bot.domain import Field, Inquiry, Stated
from bot.qualification import corrects, merge

from .samples import told


def _places(*messages: str) -> set[str]:
    return set(told(*messages).codes(Field.REGION_HOSPITAL))


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I meant Esbjerg, not Aalborg",
        "Undskyld, jeg mente Esbjerg, ikke Aalborg",
        "Rettelse: Esbjerg",
        "Actually Esbjerg",
        "Nej, det er Esbjerg",
        "No, it's Esbjerg",
    ],
)
def test_a_correction_replaces_what_was_said(text: str) -> None:
    assert corrects(text)
    assert _places("Vi vil teste i Aalborg", text) == {"syddanmark"}


@pytest.mark.parametrize("text", ["Også i Esbjerg", "And Esbjerg too", "Esbjerg"])
def test_another_region_joins_the_one_already_said(text: str) -> None:
    assert not corrects(text)
    assert _places("We want to test in Aalborg", text) == {"nordjylland", "syddanmark"}


def test_needs_add_up_until_one_is_corrected() -> None:
    assert told("Vi vil teste", "Vi vil også på besøg").codes(Field.NEED) == {"test", "visit"}
    assert told("We want a test", "Sorry, we meant a visit").codes(Field.NEED) == {"visit"}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Vi vil teste i Aalborg", "Det er i hjemmeplejen"),
        ("Vi vil teste i hjemmeplejen", "I Aalborg"),
        ("We want to test in Aalborg", "In home care"),
        ("We want to test in home care", "In Aalborg"),
    ],
)
def test_a_place_and_its_setting_join_whichever_is_said_first(first: str, then: str) -> None:
    inquiry = told(first, then)
    [stated] = inquiry.values(Field.REGION_HOSPITAL)
    assert stated.code == "nordjylland/municipality"
    assert "Aalborg" in stated.value
    assert stated.message_id == "m1"
    assert stated.quote in then


def test_a_setting_said_first_holds_for_every_region_named_after_it() -> None:
    joined = {"nordjylland/municipality", "syddanmark/municipality"}
    assert _places("We test in home care", "In Aalborg and Esbjerg") == joined


def test_a_regions_own_setting_holds_over_one_said_before() -> None:
    assert _places("Vi vil teste i hjemmeplejen", "På OUH") == {"syddanmark/hospital"}


def test_a_setting_said_twice_is_told_once() -> None:
    once = told("We want to test in Aalborg", "In home care")
    [again] = told("We want to test in Aalborg", "In home care", "Yes, home care").values(Field.REGION_HOSPITAL)
    assert again == once.values(Field.REGION_HOSPITAL)[0]


def test_the_last_setting_said_holds() -> None:
    assert _places("In Aalborg", "In home care", "On a ward") == {"nordjylland/hospital"}
    assert _places("In home care", "On a ward") == {"/hospital"}


def test_a_setting_beside_two_regions_stays_by_itself() -> None:
    assert _places("I Aalborg og Esbjerg", "I hjemmeplejen") == {"nordjylland", "syddanmark", "/municipality"}


def test_a_region_does_not_undo_its_own_hospital() -> None:
    assert _places("At OUH", "In Odense") == {"syddanmark/hospital"}
    assert _places("In Odense", "At OUH") == {"syddanmark/hospital"}


def test_a_place_nobody_knew_gives_way_to_one_we_know() -> None:
    unknown = Inquiry().with_stated(Field.REGION_HOSPITAL, Stated("Atlantis", "Atlantis", "m0"))
    known = merge(unknown, {Field.REGION_HOSPITAL: (Stated("Odense", "Odense", "m1", "syddanmark"),)})
    assert [stated.value for stated in known.values(Field.REGION_HOSPITAL)] == ["Odense"]


def test_what_is_said_last_holds() -> None:
    assert told("Den er ikke CE-mærket", "Nu er den CE-mærket").code(Field.CE_STATUS) == "ce_marked"
    assert told("It is class IIa", "It is class IIb").code(Field.DEVICE_CLASS) == "IIb"


def test_a_product_named_in_passing_does_not_undo_a_fuller_name() -> None:
    product = told("We test our AI triage software for chest pain", "Our app is fast").get(Field.PRODUCT)
    assert product is not None
    assert product.value == "AI triage software for chest pain"


@pytest.mark.parametrize("text", ["Sorry, it's an app", "Undskyld, det er en app"])
def test_a_corrected_product_is_taken_though_it_is_shorter(text: str) -> None:
    product = told("We test our AI triage software for chest pain", text).get(Field.PRODUCT)
    assert product is not None
    assert product.value == "app"


def test_a_product_told_more_fully_replaces_a_short_name() -> None:
    product = told("Vores app", "Vi vil teste vores app til unge med diabetes").get(Field.PRODUCT)
    assert product is not None
    assert product.value == "app til unge med diabetes"
