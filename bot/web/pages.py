"""The page the widget fills, in the language of whoever opens it."""

from functools import cache
from importlib.resources import files
from string import Template

from starlette.requests import Request

from bot.domain import Language

from .words import page_words

# Whoever reads these reads Danish better than English; the widget's launcher reckons the same way.
_NORDIC = ("da", "nb", "nn", "no", "sv", "fo", "kl")


def chat_page(request: Request) -> str:
    """Named as the widget names it when the visitor changes language."""
    language = language_of(request)
    words = page_words(language)
    return _page("index.html").substitute(language=language, title=f"{words['panel.name']} – {words['consent.lead']}")


def language_of(request: Request) -> Language:
    """What the address asks for, then what the browser prefers, then Danish."""
    asked = request.query_params.get("lang", "")
    preferred = request.headers.get("Accept-Language", "").partition(",")[0]
    name = (asked or preferred).strip().lower()
    is_danish = not name or name == "*" or name.split(";")[0].split("-")[0] in _NORDIC
    return Language.DANISH if is_danish else Language.ENGLISH


@cache
def _page(name: str) -> Template:
    return Template(files("bot.web").joinpath("templates", name).read_text(encoding="utf-8"))
