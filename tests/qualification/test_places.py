"""Towns, hospitals and settings become regions."""

import pytest

from bot.domain import Language, Region
from bot.qualification import ANY_REGION, Gazetteer, region_of, setting_of
from bot.qualification.places import REGION_NAMES, Found, setting_only, words_for

from .samples import GAZETTEER


def _codes(text: str) -> list[str]:
    return [found.code for found in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vi vil teste i Odense", "syddanmark"),
        ("vi vil teste i odense", "syddanmark"),
        ("We want a test in Southern Denmark", "syddanmark"),
        ("På OUH", "syddanmark/hospital"),
        ("Odense Universitetshospital", "syddanmark/hospital"),
        ("Odense Kommune", "syddanmark/municipality"),
        ("Copenhagen", "hovedstaden"),
        ("Aalborgs ældre", "nordjylland"),
    ],
)
def test_a_place_is_known_by_its_names(text: str, code: str) -> None:
    assert _codes(text) == [code]


@pytest.mark.parametrize("typed", ["Soenderborg", "Aabenraa", "Åbenrå", "Aalborg", "Ålborg", "Hjoerring", "Koebenhavn"])
def test_a_place_is_known_with_and_without_danish_letters(typed: str) -> None:
    [found] = GAZETTEER.find(f"i {typed} til foråret")
    assert found.quote == typed


@pytest.mark.parametrize(
    ("typed", "code"), [("Alborg", "nordjylland"), ("Esbjergg", "syddanmark"), ("Sønderbog", "syddanmark")]
)
def test_a_misspelt_name_is_still_known(typed: str, code: str) -> None:
    assert GAZETTEER.find(f"We want to test in {typed}.") == [Found(code, typed)]


@pytest.mark.parametrize("text", ["It is different", "We were vaguely interested", "Den er esbjergsk", "Fyns", "auh"])
def test_a_word_that_only_looks_like_a_place_is_none(text: str) -> None:
    assert Gazetteer(GAZETTEER.places[3:9]).find(text) == []


@pytest.mark.parametrize(("text", "found"), [("ouh, that hurt", []), ("OUH", ["syddanmark/hospital"])])
def test_an_abbreviation_counts_in_capitals_only(text: str, found: list[str]) -> None:
    assert _codes(text) == found


@pytest.mark.parametrize(
    "text", ["Both Aalborg and Esbjerg", "Både Region Nordjylland og Region Syddanmark", "Aalborg, Odense, Esbjerg"]
)
def test_each_region_is_found_once(text: str) -> None:
    assert _codes(text) == ["nordjylland", "syddanmark"]


def test_the_more_precise_of_two_names_for_a_region_holds() -> None:
    assert _codes("In Odense, at OUH") == ["syddanmark/hospital"]
    assert _codes("At OUH, in Odense") == ["syddanmark/hospital"]


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("i hjemmeplejen i Aalborg", "municipality"),
        ("in home care in Aalborg", "municipality"),
        ("i borgernes eget hjem i Aalborg", "municipality"),
        ("in citizens' own homes in Aalborg", "municipality"),
        ("på et plejehjem i Aalborg", "municipality"),
        ("på en afdeling i Aalborg", "hospital"),
        ("on a ward in Aalborg", "hospital"),
    ],
)
def test_the_setting_said_beside_a_place_belongs_to_it(text: str, setting: str) -> None:
    assert _codes(text) == [f"nordjylland/{setting}"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("i hjemmeplejen", "/municipality", "hjemmeplejen"),
        ("in nursing homes", "/municipality", "nursing homes"),
        ("på et sygehus", "/hospital", "sygehus"),
        ("in the ICU", "/hospital", "ICU"),
    ],
)
def test_a_setting_may_be_all_that_is_said(text: str, code: str, words: str) -> None:
    assert setting_only(text) == Found(code, words)


def test_most_texts_name_no_setting() -> None:
    assert setting_only("Vi laver robotter") is None
    assert setting_only("We make robots") is None


@pytest.mark.parametrize(
    "text",
    ["Anywhere in Denmark", "any region", "No preference", "lige meget hvor", "hele landet", "ingen præference"],
)
def test_no_preferred_region_is_an_answer(text: str) -> None:
    assert _codes(text) == [ANY_REGION]


def test_a_named_place_weighs_more_than_anywhere() -> None:
    assert _codes("Anywhere, but Odense is best") == ["syddanmark"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Esbjerg, not Aalborg", ["syddanmark"]),
        ("Esbjerg, ikke Aalborg", ["syddanmark"]),
        ("Not in Aalborg", []),
        ("Solgt i Aarhus, vil teste i Odense", ["syddanmark"]),
        ("It is sold in Aarhus, we want Aalborg", ["nordjylland"]),
        ("Odense frem for Aalborg", ["syddanmark"]),
        ("Odense instead of Aalborg", ["syddanmark"]),
    ],
)
def test_a_place_denied_or_sold_in_is_not_where_a_company_wants_to_be(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_without_places_nothing_is_found() -> None:
    assert Gazetteer(()).find("Aalborg") == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", ["Odense", "OUH", "i hjemmeplejen i Aalborg", "Region Syddanmark", "any region"])
def test_what_is_written_back_is_read_as_the_same_region(text: str, language: Language) -> None:
    [found] = GAZETTEER.find(text)
    [again] = GAZETTEER.find(words_for(found, language))
    assert region_of(again.code) == region_of(found.code)


def test_a_place_is_written_back_with_its_region_once() -> None:
    assert words_for(Found("syddanmark", "Odense"), Language.DANISH) == "Odense (Region Syddanmark)"
    assert words_for(Found("syddanmark", "Syddanmark"), Language.ENGLISH) == "Region Syddanmark"
    assert words_for(Found("/municipality", "home care"), Language.ENGLISH) == "home care"


@pytest.mark.parametrize("region", Region)
def test_every_region_has_a_name(region: Region) -> None:
    assert REGION_NAMES[region].da.startswith("Region ")


def test_a_code_is_a_region_and_a_setting() -> None:
    assert (region_of("syddanmark/hospital"), setting_of("syddanmark/hospital")) == ("syddanmark", "hospital")
    assert (region_of("any"), setting_of("any")) == ("any", "")
    assert (region_of("/municipality"), setting_of("/municipality")) == ("", "municipality")
