"""What a click says must be read as what the button means: the server is the only reader of words."""

from pathlib import Path

import pytest

from bot.domain import Field, Language
from bot.knowledge import read_knowledge
from bot.qualification import Gazetteer, Reader
from bot.web.words import page_words

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(gazetteer=Gazetteer(read_knowledge(KNOWLEDGE).knowledge.directory.places))


def words_under(room: str) -> list[tuple[Language, Field, str, str]]:
    return [
        (language, Field(parts[1]), parts[2], words)
        for language in Language
        for key, words in page_words(language).items()
        if len(parts := key.split(".")) == 3 and parts[0] == room
    ]


OPTIONS = words_under("option")
NAMED = {field for _, field, _, _ in OPTIONS}


@pytest.mark.parametrize(("language", "field", "code", "words"), words_under("choice"))
def test_a_click_is_read_as_what_it_says_and_nothing_else(
    reader: Reader, language: Language, field: Field, code: str, words: str
) -> None:
    said = reader.read(words, message_id="m", language=language, asking=field)
    assert [stated.code for stated in said[field]] == [code]
    # Whoever wants health data wants access to data: the one wish that says two things.
    assert set(said) == ({field, Field.DATA} if code == "data" else {field})


@pytest.mark.parametrize(
    ("language", "field", "code", "words"), [*OPTIONS, *(one for one in words_under("choice") if one[1] not in NAMED)]
)
def test_a_form_option_is_read_as_what_it_says(
    reader: Reader, language: Language, field: Field, code: str, words: str
) -> None:
    typed = reader.typed(field, words, message_id="m", language=language)
    assert [stated.code for stated in typed] == [code]
