"""Names are told from words that merely begin a sentence, in both languages."""

import pytest

from bot.answering.names import Names, invented

DANISH = (
    "Region Syddanmark og Aalborg Kommune hjælper MedCom. "
    "Maria Jensen og Ole Hansen svarer om AI og om et dansk projekt."
)


@pytest.mark.parametrize(
    "text",
    [
        "Aalborgs svar kommer fra Maria Jensen.",
        "Aalborg’s own Maria Jensen answers.",
        "Kontakt Maria Jensen i Aalborg Kommune.",
        "Contact Maria Jensen at Aalborg Municipality.",
        "It is the Region of Southern Denmark.",
        "AI-projekter hører til her. Planen er klar.",
        "Et AI-projekt på dansk hører til her, og MedComs projekter med.",
        "Applications are open. I ask MedCom.",
        "Hjælpen er gratis: Skriv nu!",
    ],
)
def test_known_names_and_ordinary_words_are_no_inventions(text: str) -> None:
    assert invented(text, Names(DANISH)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Philips pays.", "Philips"),
        ("Morten betaler.", "Morten"),
        ("Contact Siemens now.", "Siemens"),
        ("Vi spurgte Novo Nordisk.", "Novo Nordisk"),
        ("Maria Hansen svarer.", "Maria Hansen"),
        ("Region Aalborg betaler.", "Region Aalborg"),
        ("AI-Huset hjælper.", "AI-Huset"),
        ("Det fås hos AI-kompetenceenheden.", "AI-kompetenceenheden"),
        ("AI-kompetenceenheden hjælper.", "AI-kompetenceenheden"),
        ("Det er indgangen til forsøg i Danmark.", "Danmark"),
        ("It is the entrance to trials in Denmark.", "Denmark"),
        ("The Capital Region pays.", "Region Hovedstaden"),
        ("Det er gratis. OUH betaler.", "OUH"),
        ("Testing Denmark pays.", "Testing Denmark"),
        ("We met Östergötland.", "Östergötland"),
    ],
)
def test_a_name_the_source_lacks_is_found(text: str, name: str) -> None:
    assert invented(text, Names(DANISH)) == [name]
