"""When a company wants to start, and how far its product is."""

import pytest

from bot.qualification.timing import read_stage, read_timeline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi vil begynde til foråret", "til foråret"),
        ("We would start in early spring 2027", "in early spring 2027"),
        ("Vi er klar i marts 2027", "i marts 2027"),
        ("We are ready in March", "in March"),
        ("Gerne om to måneder", "om to måneder"),
        ("Within 3-6 months", "Within 3-6 months"),
        ("Helst inden jul", "inden jul"),
        ("Before the end of the year", "Before the end of the year"),
        ("i 2. kvartal 2027", "i 2. kvartal 2027"),
        ("in Q2 2027", "in Q2 2027"),
        ("Hurtigst muligt", "Hurtigst muligt"),
        ("As soon as possible", "As soon as possible"),
        ("Næste år", "Næste år"),
        ("next year", "next year"),
        ("Marts.", "Marts"),
        ("March, in Odense", "March"),
        ("En app, juni", "juni"),
    ],
)
def test_a_time_is_read_in_the_visitors_words(text: str, words: str) -> None:
    assert read_timeline(text) == words


@pytest.mark.parametrize(
    "text", ["May we test it", "Vi vil maj og teste", "Vi har fem robotter", "We have 3 nurses", "Kontakt os", ""]
)
def test_a_month_or_number_inside_a_sentence_is_no_time(text: str) -> None:
    assert read_timeline(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi har en fungerende prototype", "fungerende prototype"),
        ("It is a working prototype", "working prototype"),
        ("Den er allerede solgt i Aarhus", "allerede solgt i Aarhus"),
        ("It is on the market", "is on the market"),
        ("Den er under udvikling", "under udvikling"),
        ("It is fully developed", "fully developed"),
        ("Vi har kun en idé", "kun en idé"),
        ("It is just an idea", "just an idea"),
        ("TRL 6", "TRL 6"),
    ],
)
def test_a_stage_is_read_in_the_visitors_words(text: str, words: str) -> None:
    assert read_stage(text) == words


@pytest.mark.parametrize("text", ["Vi laver en app", "We make an app", ""])
def test_most_texts_say_no_stage(text: str) -> None:
    assert read_stage(text) == ""
