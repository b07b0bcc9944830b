"""Two languages, and text that exists in both."""

from bot.domain import Bilingual, Language


def test_each_language_is_the_other_of_its_other() -> None:
    assert Language.DANISH.other is Language.ENGLISH
    assert Language.ENGLISH.other is Language.DANISH


def test_a_bilingual_text_is_read_in_the_language_asked_for() -> None:
    text = Bilingual(da="Indgangen", en="The entrance")
    assert [text.in_language(language) for language in (Language.DANISH, Language.ENGLISH)] == [
        "Indgangen",
        "The entrance",
    ]
