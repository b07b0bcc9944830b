"""What a company's product is, cut where the sentence goes on."""

import pytest

from bot.qualification.product import LONGEST, read_product


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Vi vil gerne afprøve vores pulsmåler på patienter", "pulsmåler"),
        ("We want to test our AI triage software at a hospital", "AI triage software"),
        ("Vi har udviklet en app til smerte, som patienter bruger", "app til smerte"),
        ("We have developed an app for pain, which patients use", "app for pain"),
        ("Vi vil sælge en ny kørestol til regionen", "kørestol"),
        ("We would like to sell a new wheelchair to hospitals", "wheelchair"),
        ("Vores app bruger AI", "app"),
        ("Our device isn't CE-marked", "device"),
        ("Vores sensor har ingen CE-mærkning", "sensor"),
        ("Our sensor has no CE mark", "sensor"),
        ("Det er en robot", "robot"),
        ("It's a robot", "robot"),
        ("An exoskeleton", "exoskeleton"),
        ("Vi vil vise personalet hvordan man bruger vores headset", "headset"),
    ],
)
def test_a_product_is_what_a_wish_is_about_or_what_a_company_has(text: str, product: str) -> None:
    assert read_product(text) == product


def test_of_two_candidates_the_one_that_says_more_is_taken() -> None:
    assert read_product("Det er en app. Vi vil teste vores app til unge med diabetes.") == "app til unge med diabetes"
    assert read_product("It's an app. We want to test our app for teenagers.") == "app for teenagers"


@pytest.mark.parametrize(
    "text",
    [
        "Vi har en drøm",
        "We have a dream",
        "Det er en prototype",
        "It's a prototype",
        "Vi vil teste vores produkt",
        "We want to test our product",
        "Vi vil teste i Odense",
        "We want to test our, well",
        "",
    ],
)
def test_a_stage_or_a_mere_word_is_no_product(text: str) -> None:
    assert read_product(text) == ""


def test_a_clause_too_long_to_be_a_name_is_no_product() -> None:
    assert read_product("We test our app for one two three four five six seven") == ""
    assert read_product(f"We test our {'a' * LONGEST}app") == ""
