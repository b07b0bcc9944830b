"""A message that asks several things is taken apart, and each part can stand alone."""

import pytest

from bot.answering import questions_in


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vi vil teste en seng.",
        "Hvem er formand?",
        "Hej. Kan vi teste på OUH?",
        "Kan vi teste i Odense og i Aalborg?",
        "We test beds and what not.",
    ],
)
def test_one_question_or_none_is_left_whole(text: str) -> None:
    assert questions_in(text) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hvem betaler, og hvornår åbner puljen?", ("Hvem betaler", "hvornår åbner puljen?")),
        ("Can we test the bed? Who pays for it all?", ("Can we test the bed?", "Who pays for it all?")),
        (
            "Must we ask the ward first, and for which beds is that needed?",
            ("Must we ask the ward first", "for which beds is that needed?"),
        ),
        (
            "Hvad hedder Den Nye Pulje på engelsk, og hvor ligger de?",
            ("Hvad hedder Den Nye Pulje på engelsk", "Den Nye Pulje: hvor ligger de?"),
        ),
    ],
)
def test_each_question_stands_alone_with_the_name_it_points_back_to(text: str, parts: tuple[str, ...]) -> None:
    assert questions_in(text) == parts


def test_no_more_than_three_are_taken_up() -> None:
    assert len(questions_in("Who are you? What is this? Where are we? When is it?")) == 3
