"""The proof holds honest paraphrases and finds every invention, in both languages and across them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import keep_proved, prove, sentences
from bot.domain import Claim, Language
from tests.answering.samples import passage, unproved

DA, EN = Language.DANISH, Language.ENGLISH
DANISH = (
    "Region Nordjylland gav 9,8 mio. kr. til projektet hos Rigshospitalet fra 1. marts 2027 til 30. april 2027. "
    "Puljen er på 1.995.000 kr., og mødet er mandag kl. 14.30. Tre hospitaler og 25 patienter deltager i 6 måneder. "
    "Skriv til maria.jensen@rn.example, eller se https://rn.example/puljen for vilkår. Støtten er 35 %. "
    "Maria Jensen svarer, og Ole Hansen hjælper hos MedCom efter artikel 62 i forordning 2017/745."
)
ENGLISH = (
    "Region Nordjylland gave DKK 9.8 million to the project at Rigshospitalet from 1 March 2027 to 30 April 2027. "
    "The pool is DKK 1,995,000, and the meeting is on Monday at 14:30. Three hospitals and 25 patients take part for "
    "6 months. Write to maria.jensen@rn.example, or see https://rn.example/puljen for terms. The support is 35%. "
    "Maria Jensen answers, and Ole Hansen helps at MedCom under Article 62 of Regulation 2017/745."
)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
SOURCES = {DA: DANISH, EN: ENGLISH}

HONEST = [
    "Rigshospitalet fik 9,8 millioner kroner.",
    "Rigshospitalet received DKK 9.8 million.",
    "The pool holds 1,995,000 kroner.",
    "Der er 1.995.000 kr. i puljen.",
    "There is a meeting at 2:30 pm on Monday.",
    "Man mødes mandag klokken 14.30.",
    "The project began on March 1, 2027.",
    "Forløbet begyndte 01.03.2027 og varer 6 måneder.",
    "It lasts six months with 25 patients at three hospitals.",
    "Støtte gives med 35 procent.",
    "The support is up to 35 percent.",
    "You can write to maria.jensen@rn.example.",
    "Læs mere på www.rn.example/puljen.",
    "This follows Article 62 of 2017/745.",
    "Det følger af artikel 62 i 2017/745.",
    "Ask Maria Jensen, or go through MedCom.",
    "Spørg Maria Jensen eller Ole Hansen.",
    "This is Region Nordjylland’s own grant to Rigshospitalet.",
    "The North Denmark Region gave it in March 2027.",
]
INVENTED = [
    ("Rigshospitalet fik 9,9 mio. kr.", "9,9 mio. kr."),
    ("Rigshospitalet received DKK 9.8 billion.", "DKK 9.8 billion"),
    ("The pool is EUR 1,995,000.", "EUR 1,995,000"),
    ("A place costs DKK 25.", "DKK 25"),
    ("Det koster 25 kr.", "25 kr."),
    ("Five hospitals take part.", "Five"),
    ("I alt deltager fem hospitaler.", "fem"),
    ("Der deltager fyrre patienter.", "fyrre"),
    ("It starts on 1 April 2027.", "1 April 2027"),
    ("Det begynder 30. marts 2027.", "30. marts 2027"),
    ("It starts in May 2027.", "May 2027"),
    ("Det begynder i 2028.", "2028"),
    ("The meeting is at 2:30 am.", "2:30 am"),
    ("Mødet er kl. 16.30.", "kl. 16.30"),
    ("It is on Tuesdays.", "Tuesdays"),
    ("Det er om tirsdagen.", "tirsdagen"),
    ("It lasts 6 weeks.", "6 weeks"),
    ("Det følger af artikel 63.", "63"),
    ("You can write to ole.hansen@rn.example.", "ole.hansen@rn.example"),
    ("Skriv til jensen@rn.example.", "jensen@rn.example"),
    ("See https://rn.example/ansøg for terms.", "https://rn.example/ansøg"),
    ("Se www.indgang.example.", "www.indgang.example."),
    ("Se startup.dk for mere.", "startup.dk"),
    ("Ask Philips about it.", "Philips"),
    ("Philips betaler for testen.", "Philips"),
    ("Siemens Healthineers pays.", "Siemens Healthineers"),
    ("Spørg Maria Hansen.", "Maria Hansen"),
    ("Det sker hos Region Syddanmark.", "Region Syddanmark"),
    ("It is run by the Capital Region.", "Region Hovedstaden"),
    ("It is handled by AUH.", "AUH"),
    ("Ring 22 33 44 55.", "22 33 44 55"),
    ("Call +45 2233 4455.", "+45 2233 4455"),
]


@pytest.mark.parametrize("language", SOURCES)
@pytest.mark.parametrize("claim", HONEST)
def test_an_honest_paraphrase_holds_in_either_language(claim: str, language: Language) -> None:
    assert unproved(claim, SOURCES[language], language=language) == ()


@pytest.mark.parametrize("language", SOURCES)
@pytest.mark.parametrize(("claim", "invention"), INVENTED)
def test_an_invention_is_found_and_named(claim: str, invention: str, language: Language) -> None:
    found = unproved(claim, SOURCES[language], language=language)
    assert invention.rstrip(".") in {each.rstrip(".") for each in found}


@pytest.mark.parametrize("language", SOURCES)
def test_whole_sentences_of_the_source_hold_word_for_word(language: Language) -> None:
    for quoted in [*sentences(SOURCES[language]), SOURCES[language]]:
        assert unproved(quoted, SOURCES[language], language=language) == ()


@pytest.mark.parametrize(
    ("language", "source", "cut"),
    [
        (DA, "Prisen er 15 mio. kr. i alt.", "5 mio. kr. i alt."),
        (DA, "Prisen er 1,5 mio. kr. i alt.", "5 mio. kr. i alt."),
        (EN, "The price is DKK 15 million.", "The price is DKK 15"),
        (EN, "It takes 125 days.", "25 days."),
    ],
)
def test_part_of_a_number_is_another_number(language: Language, source: str, cut: str) -> None:
    assert unproved(cut, source, language=language)


@pytest.mark.parametrize("number", ["22 33 44 55", "+45 22334455", "+45 22 33 44 55", "22.33.44.55"])
def test_a_telephone_number_is_never_shown_even_when_the_source_has_it(number: str) -> None:
    assert unproved(f"Ring på {number}.", f"Ring på {number}.", language=DA)
    assert unproved(f"Call {number}.", f"Call {number}.", language=EN)


def test_a_claim_must_cite_a_passage_that_was_shown() -> None:
    shown = {"p": passage("Puljen er åben.", key="p")}

    assert prove(Claim("Puljen er åben.", ()), shown).unproved == ("no passage",)
    assert prove(Claim("Puljen er åben.", ("p", "x")), shown).unproved == ("x",)


def test_a_claim_without_words_proves_nothing() -> None:
    assert not prove(Claim(" ", ("p",)), {"p": passage("Puljen er åben.", key="p")}).holds


def test_only_the_cited_passages_count() -> None:
    shown = {"a": passage("Puljen er på 5 mio. kr.", key="a"), "b": passage("Vi bor i Odense.", key="b")}

    assert prove(Claim("Der er 5 mio. kr.", ("a",)), shown).holds
    assert not prove(Claim("Der er 5 mio. kr.", ("b",)), shown).holds
    assert prove(Claim("Odense har 5 mio. kr.", ("a", "b")), shown).holds


def test_a_passages_own_title_and_page_are_evidence() -> None:
    shown = {"p": passage("Ordningen er åben.", key="p", title="BETA.HEALTH 2027", url="https://beta.example/om")}

    assert prove(Claim("You can apply to BETA.HEALTH in 2027.", ("p",)), shown).holds
    assert prove(Claim("Se beta.example/om eller https://beta.example.", ("p",)), shown).holds


def test_what_fails_is_dropped_and_counted() -> None:
    shown = {"p": passage("Puljen er på 5 mio. kr.", key="p")}
    good, bad = Claim("The pool is DKK 5 million.", ("p",)), Claim("The pool is DKK 6 million.", ("p",))

    assert keep_proved([bad, good, bad], shown) == ([good], 2)


@given(st.integers(min_value=2, max_value=10**10), st.integers(min_value=2, max_value=10**10))
def test_an_amount_holds_across_languages_exactly_when_it_is_the_same(stated: int, claimed: int) -> None:
    source = f"Puljen er på {stated:,} kr. i alt.".replace(",", ".")

    assert unproved(f"The pool is DKK {stated:,}.", source, language=DA) == ()
    assert bool(unproved(f"The pool is DKK {claimed:,}.", source, language=DA)) == (claimed != stated)


@given(DAYS, DAYS)
def test_a_date_holds_across_languages_exactly_when_it_is_the_same(stated: date, claimed: date) -> None:
    source = f"It is open until {stated.day} {stated:%B} {stated.year}."

    assert bool(unproved(f"Fristen er {claimed:%d.%m.%Y}.", source, language=EN)) == (claimed != stated)
