"""The page's own words, from the same two tables the browser reads."""

import json
from importlib.resources import files
from typing import cast

from bot.domain import Language, Site


def page_words(language: Language) -> dict[str, str]:
    text = files("bot.web").joinpath("static", f"{language}.json").read_text(encoding="utf-8")
    return cast(dict[str, str], json.loads(text))


def disclosure(language: Language, *, site: Site) -> str:
    """That it is an AI, who runs it, what is kept, what not to write, and that a person can be reached."""
    words = page_words(language)
    told = [words[key] for key in ("disclosure.ai", "disclosure.kept", "disclosure.cpr", "disclosure.person")]
    return " ".join(told).format(operator=site.operator.in_language(language), days=site.retention_days)
