"""What a visitor types into a form's field."""

import pytest

from bot.domain import Field, Language, Stated
from bot.qualification import CLOSED

from .samples import READER


@pytest.mark.parametrize("field", CLOSED)
@pytest.mark.parametrize("language", Language)
def test_a_forms_choice_is_known_by_its_label_or_its_code(field: Field, language: Language) -> None:
    for option in CLOSED[field]:
        for typed in (option.code, option.label.da, option.label.en.upper()):
            expected = Stated(option.label.in_language(language), typed, "f1", option.code)
            assert READER.typed(field, typed, message_id="f1", language=language) == (expected,)


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (Field.REGION_HOSPITAL, "odense", "syddanmark"),
        (Field.REGION_HOSPITAL, "ingen bestemt region", "any"),
        (Field.REGION_HOSPITAL, "no preferred region", "any"),
        (Field.REGION_HOSPITAL, "Atlantis", ""),
        (Field.PATIENTS, "Nej, slet ikke", "no"),
        (Field.CE_STATUS, "We don't have a CE mark", "not_ce_marked"),
        (Field.NEED, "noget helt andet", ""),
        (Field.COMPANY_NAME, "test", ""),
    ],
)
def test_a_forms_own_words_are_read_where_they_can_be_and_kept_where_not(field: Field, typed: str, code: str) -> None:
    [stated] = READER.typed(field, typed, message_id="f1", language=Language.DANISH)
    assert stated.code == code
    assert stated.quote in typed
    assert code or stated.value == typed
