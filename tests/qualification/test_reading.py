"""What one message says: values in the visitor's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import Field, Language, Stated
from bot.qualification import CLOSED

from .samples import codes, quote, read

PIECES = (
    "Vi vil teste|We want to test|our app|vores sensor|i hjemmeplejen|in home care|Odense|Region Syddanmark|OUH|Aalborg"
    "|Kommune|anna@nordpuls.example|eu@ouh.example|CE-mærket|not CE-marked|uden AI|machine learning|patienter"
    "|with patients|get|scans|patientdata|klasse IIa|næste år|in March|March|prototype|NordPuls ApS|We are BayHealth"
    "|ikke|not|,|.|?|\n|ja|nej|CE|under way|så|proeve|idé|the"
).split("|")
MESSAGES = st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join) | st.text(max_size=60)
ASKED = st.sampled_from([None, *Field])


@settings(deadline=None)
@given(text=MESSAGES, asking=ASKED, language=st.sampled_from(Language))
def test_every_values_quote_stands_in_the_message(text: str, asking: Field | None, language: Language) -> None:
    for values in read(text, asking=asking, language=language).values():
        assert values
        for stated in values:
            assert stated.quote
            assert stated.quote in text
            assert stated.message_id == "m1"


@settings(deadline=None)
@given(text=MESSAGES, asking=ASKED)
def test_a_closed_fields_value_is_one_of_its_options_in_the_language_spoken(text: str, asking: Field | None) -> None:
    found = read(text, asking=asking, language=Language.DANISH)
    for field, options in CLOSED.items():
        shown = {option.code: option.label.da for option in options}
        assert all(shown[stated.code] == stated.value for stated in found.get(field, ()))


@pytest.mark.parametrize(
    "text",
    [
        "Hej, vi er NordPuls ApS og vil afprøve vores pulsmåler på patienter i Odense til foråret, "
        "den er ikke CE-mærket: anna@nordpuls.example",
        "Hi, we are NordPuls ApS and want to try our pulse monitor on patients in Odense next spring, "
        "it is not CE-marked: anna@nordpuls.example",
    ],
)
def test_one_message_may_say_it_all(text: str) -> None:
    found = {field: values[0].code or values[0].value for field, values in read(text).items()}
    product = found.pop(Field.PRODUCT)
    assert product in {"pulsmåler", "pulse monitor"}
    assert found.pop(Field.TIMELINE) in {"til foråret", "next spring"}
    assert found == {
        Field.NEED: "test",
        Field.PRODUCT_TYPE: "device",
        Field.CE_STATUS: "not_ce_marked",
        Field.PATIENTS: "yes",
        Field.REGION_HOSPITAL: "syddanmark",
        Field.COMPANY_NAME: "NordPuls ApS",
        Field.CONTACT_EMAIL: "anna@nordpuls.example",
    }


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("We don't want a test", set[str]()),
        ("Vi ønsker ikke en test", set[str]()),
        ("Vi har ikke brug for en test", set[str]()),
        ("We are not looking for a test", set[str]()),
        ("We don’t want a test, we want to sell our pump", {"sale"}),
        ("Vi vil ikke teste, vi vil sælge vores pumpe", {"sale"}),
        ("No, a test", {"test"}),
        ("Nej, en test", {"test"}),
        ("Not only a test", {"test"}),
        ("Vi vil ikke kun teste", {"test"}),
    ],
)
def test_a_denied_need_is_not_heard_and_a_denial_ends_with_its_clause(text: str, needs: set[str]) -> None:
    assert codes(text, Field.NEED) == needs


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Det er ikke medicinsk udstyr", set[str]()),
        ("It is not a medical device", set[str]()),
        ("Det er ikke en robot, men en app", {"software"}),
        ("It's not a robot but an app", {"software"}),
    ],
)
def test_a_denied_kind_of_product_is_not_heard(text: str, kinds: set[str]) -> None:
    assert codes(text, Field.PRODUCT_TYPE) == kinds


def test_several_needs_are_heard_and_one_ce_status() -> None:
    assert codes("Vi vil teste og senere sælge til regionen", Field.NEED) == {"test", "sale"}
    assert codes("We want to test and then sell our pump", Field.NEED) == {"test", "sale"}
    assert codes("We want a test and a visit", Field.NEED) == {"test", "visit"}
    assert codes("It is CE-marked, the next one is not CE-marked", Field.CE_STATUS) == {"not_ce_marked"}


def test_words_taken_by_one_need_are_not_counted_for_another() -> None:
    assert codes("en klinisk afprøvning", Field.NEED) == {"approval"}
    assert codes("a clinical trial", Field.NEED) == {"trial"}


@pytest.mark.parametrize("text", ["Skriv til test@aalborg.example", "ove@nordpuls.example, app@odense.example"])
def test_an_address_says_nothing_but_itself(text: str) -> None:
    assert set(read(text)) <= {Field.CONTACT_EMAIL}


def test_nothing_is_read_across_an_address() -> None:
    assert quote("Odense anna@nordpuls.example Kommune", Field.REGION_HOSPITAL) == "Odense"
    assert codes("get anna@nordpuls.example scans", Field.NEED) == set()


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        (Field.CE_STATUS, "Ja", "ce_marked"),
        (Field.CE_STATUS, "Yes, it does.", "ce_marked"),
        (Field.CE_STATUS, "nej, endnu ikke", "not_ce_marked"),
        (Field.CE_STATUS, "Not yet", "not_ce_marked"),
        (Field.PATIENTS, "Ja", "yes"),
        (Field.PATIENTS, "no", "no"),
        (Field.AI_USE, "Det gør den", "yes"),
        (Field.AI_USE, "Nope", "no"),
        (Field.DATA, "We do", "yes"),
        (Field.DATA, "Nej", "no"),
    ],
)
def test_a_bare_yes_or_no_answers_the_question_asked(field: Field, text: str, code: str) -> None:
    assert codes(text, field, asking=field) == {code}
    assert codes(text, field) == set()


@pytest.mark.parametrize("text", ["Not sure yet", "Ikke sikkert endnu", "Not decided", "måske", "perhaps"])
@pytest.mark.parametrize("field", [Field.CE_STATUS, Field.PATIENTS, Field.AI_USE, Field.DATA])
def test_an_uncertain_answer_is_neither_yes_nor_no(field: Field, text: str) -> None:
    assert read(text, asking=field) == {}


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        (Field.COMPANY_NAME, "nordpuls", "nordpuls"),
        (Field.COMPANY_NAME, "Vi hedder nordpuls.", "nordpuls"),
        (Field.COMPANY_NAME, "We're called bayhealth!", "bayhealth"),
        (Field.PRODUCT, "det er en smart gryde", "en smart gryde"),
        (Field.PRODUCT, "it's a clever kettle", "a clever kettle"),
        (Field.TIMELINE, "når vi er klar", "når vi er klar"),
        (Field.STAGE, "halfway there", "halfway there"),
    ],
)
def test_a_short_answer_to_an_open_question_is_taken_as_it_stands(field: Field, text: str, words: str) -> None:
    assert read(text, asking=field) == {field: (Stated(words, words, "m1"),)}


@pytest.mark.parametrize("text", ["Hvorfor det?", "Why is that?", "...", "ord " * 20, "eu@bayhealth.example"])
def test_a_question_a_speech_or_another_answer_is_not_taken_for_a_product(text: str) -> None:
    assert Field.PRODUCT not in read(text, asking=Field.PRODUCT)


def test_what_was_asked_for_and_said_plainly_is_read_as_said() -> None:
    assert read("Vi laver en app", asking=Field.TIMELINE).keys() == {Field.PRODUCT_TYPE, Field.PRODUCT}
