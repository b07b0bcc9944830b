"""Prompts: strict variables, two halves, a version."""

from pathlib import Path

import pytest

from bot.domain import ConfigurationError
from bot.prompts import Prompt, Prompts

ROOT = Path(__file__).parents[1]
PROMPT = Prompt.of("tea", "Brew {{tea}}.\n=== visitor\n{{ cup }} holds {{tea}}")


def test_a_filled_prompt_keeps_our_words_apart_from_the_data() -> None:
    wording = PROMPT.fill(tea="mint", cup="The blue one")
    assert (wording.system, wording.visitor) == ("Brew mint.", "The blue one holds mint")


def test_a_value_with_braces_is_no_variable() -> None:
    assert PROMPT.fill(tea="{{cup}}", cup="x").system == "Brew {{cup}}."


@pytest.mark.parametrize("values", [{"tea": "mint"}, {"tea": "mint", "cup": "x", "milk": "no"}])
def test_a_missing_or_unknown_variable_is_named(values: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match=r"prompts/tea\.md: check these variables: (cup|milk)"):
        PROMPT.fill(**values)


def test_a_prompt_without_its_two_halves_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="=== visitor"):
        Prompt.of("tea", "Brew {{tea}}.")


def test_a_changed_word_is_another_version() -> None:
    other = Prompt.of("tea", "Boil {{tea}}.\n=== visitor\n{{ cup }} holds {{tea}}")
    assert PROMPT.version != other.version


def test_the_shipped_prompts_are_whole() -> None:
    prompts = Prompts.load(ROOT / "prompts")
    assert prompts.answer.variables == {"language", "most", "day", "canary", "sources", "question"}
    assert {"sources", "question"}.isdisjoint(Prompt.of("x", f"{prompts.answer.system}\n=== visitor\n").variables)


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"answer\.md"):
        Prompts.load(tmp_path)
