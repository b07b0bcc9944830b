"""Tells Danish from English by the small words both are full of."""

import re

from bot.domain import Language

_SPACE = re.compile(r"\s+")
_DANISH = frozenset(
    _SPACE.split(
        "og i at det er en til af den på for med der som ikke de et har vi om kan skal ved men eller fra hvor blev "
        "også efter være bliver samt under over hvis når kun mellem deres sig så hos"
    )
)
_ENGLISH = frozenset(
    _SPACE.split(
        "the and of to in is that it was with as are be this which or from have has will not by an at but they their "
        "can who when where if its on for also may"
    )
)
_SHARED = _DANISH & _ENGLISH
_WORD = re.compile(r"[a-zæøåA-ZÆØÅ]+")
_ENOUGH = 3


def guess_language(text: str, *, otherwise: Language) -> Language:
    """The language of a text; `otherwise` when it is too short or too mixed to tell."""
    words = [word.lower() for word in _WORD.findall(text)]
    danish = sum(word in _DANISH and word not in _SHARED for word in words) + len(re.findall(r"\w*[æøå]\w*", text))
    english = sum(word in _ENGLISH and word not in _SHARED for word in words)
    if danish >= _ENOUGH and danish >= 2 * english:
        return Language.DANISH
    if english >= _ENOUGH and english >= 2 * danish:
        return Language.ENGLISH
    return otherwise
