"""Takes out of a question what points at who asked: numbers of persons, addresses, telephones, names in confidence."""

import re
from collections.abc import Iterable

from bot.privacy import mask

HIDDEN = "[…]"
_POINTS_AT_SOMEONE = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?:https?://|www\.)[^\s)>\]]+", re.IGNORECASE),
    # A Danish telephone or company number, also with a country code and in pairs.
    re.compile(r"(?<![\w.,])(?:\+|00)?(?:\d[ \-.]?){7,12}\d(?![\w])"),
)


def masked(question: str, *, hidden: Iterable[str] = ()) -> str:
    """One line. `hidden` are words the company told about itself, left out whatever their case."""
    text = mask(question)
    for pattern in _POINTS_AT_SOMEONE:
        text = pattern.sub(HIDDEN, text)
    names = [name.strip() for name in hidden if name.strip()]
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
