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


def choices() -> list[tuple[Language, Field, str, str]]:
    return [
        (language, Field(field), code, words)
        for language in Language
        for key, words in page_words(language).items()
        for room, _, rest in [key.partition(".")]
        for field, _, code in [rest.partition(".")]
        if room == "choice" and code
    ]


@pytest.mark.parametrize(("language", "field", "code", "words"), choices())
def test_a_choice_is_read_as_what_it_means(
    reader: Reader, language: Language, field: Field, code: str, words: str
) -> None:
    said = reader.read(words, message_id="m", language=language, asking=field)
    typed = reader.typed(field, words, message_id="m", language=language)
    assert [stated.code for stated in said[field]] == [code]
    assert [stated.code for stated in typed] == [code]
    assert set(said) <= {field, Field.DATA}
