import json
import re
from pathlib import Path
from string import Formatter
from typing import cast

import pytest
from starlette.testclient import TestClient

from bot.domain import Field, Language
from bot.web import words
from bot.web.app import STATIC
from bot.web.words import page_words

DANISH, ENGLISH = page_words(Language.DANISH), page_words(Language.ENGLISH)
TEMPLATES = STATIC.parent / "templates"
WIDGET = STATIC.parent / "widget" / "src"
SCRIPTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in (*STATIC.glob("*.js"), *WIDGET.rglob("*.ts"))
    if path.is_file()
}
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (*STATIC.glob("*.html"), *TEMPLATES.glob("*.html"))}


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_words_with_the_same_holes() -> None:
    assert list(DANISH) == list(ENGLISH)
    assert {key: holes(text) for key, text in DANISH.items()} == {key: holes(text) for key, text in ENGLISH.items()}
    assert all(text.strip() for text in (*DANISH.values(), *ENGLISH.values()))


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_written_twice(language: Language) -> None:
    pairs = cast(
        list[tuple[str, str]],
        json.loads((STATIC / f"{language}.json").read_text(encoding="utf-8"), object_pairs_hook=list),
    )
    assert len(pairs) == len(page_words(language))


def test_no_word_is_there_in_vain() -> None:
    """A word that is asked for and missing is refused by the compiler; this is the other way round."""
    source = "\n".join((*SCRIPTS.values(), Path(words.__file__).read_text(encoding="utf-8")))
    put_together = re.compile(r"(choice|option|field|why|suggestion|state|disclosure|consent|feedback\.reason)\.")
    assert [key for key in DANISH if f'"{key}"' not in source and not put_together.match(key)] == []


def test_every_field_has_a_label_and_a_reason() -> None:
    for field in Field:
        assert f"field.{field}" in DANISH
        assert f"why.{field}" in DANISH


def test_nothing_on_the_page_is_inline_or_read_as_html() -> None:
    for name, page in PAGES.items():
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)|https?://", page), name
    for name, script in SCRIPTS.items():
        assert not re.search(
            r"\.(inner|outer)HTML|insertAdjacentHTML|unsafe(HTML|SVG)|document\.write|\beval\(", script
        ), name
        assert not re.search(r"\sstyle=", script), name


@pytest.mark.parametrize("path", ["/", "/status/any", "/static/status.js", "/static/page.css", "/static/icon.svg"])
def test_the_page_and_its_parts_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
