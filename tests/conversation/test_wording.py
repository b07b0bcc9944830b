"""Our own words: both languages, every field, the same gaps to fill."""

import string

import pytest

from bot.conversation import wording
from bot.domain import Bilingual, Field

SAYINGS = {name: said for name, said in vars(wording).items() if isinstance(said, Bilingual)}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(SAYINGS))
def test_a_saying_exists_in_both_languages_with_the_same_gaps(name: str) -> None:
    said = SAYINGS[name]
    assert said.da.strip()
    assert said.en.strip()
    assert said.da != said.en
    assert gaps(said.da) == gaps(said.en)


@pytest.mark.parametrize("field", Field)
def test_every_field_has_a_label_a_question_and_a_reason_in_both_languages(field: Field) -> None:
    for words in (wording.LABELS, wording.QUESTIONS, wording.WHY):
        assert words[field].da.strip()
        assert words[field].en.strip()
        assert not gaps(words[field].da) | gaps(words[field].en)
    assert wording.QUESTIONS[field].da.endswith("?")
    assert wording.QUESTIONS[field].en.endswith("?")


def test_the_disclosure_says_that_a_machine_answers_and_that_a_person_can() -> None:
    assert "AI" in wording.DISCLOSURE.da
    assert "AI" in wording.DISCLOSURE.en
    assert "menneske" in wording.DISCLOSURE.da
    assert "person" in wording.DISCLOSURE.en
