"""Takes a message apart that asks several things, so that each gets its answer."""

import re

from .sentences import sentences
from .understanding import points_back

MOST = 3
_ASKING_WORD = (
    r"(?:hvem|hvad|hvor|hvordan|hvornår|hvornaar|hvorfor|hvilke[nt]?|who|whom|what|where|when|why|how|which)\b"
)
_PREPOSITION = r"(?:(?:i|på|til|for|fra|af|med|om|ved|in|on|at|to|from|by|with|of|about)\s+)?"
_NEXT_QUESTION = re.compile(rf"[,;]?\s+(?:og|and|samt|men|but)\s+(?={_PREPOSITION}{_ASKING_WORD})", re.IGNORECASE)
_IS_ASKING = re.compile(rf"\?|^\W*{_PREPOSITION}{_ASKING_WORD}", re.IGNORECASE)
# A run of names ("Region Syddanmark", "SDSI"); a sentence's first word is not known to be one.
_NAME = re.compile(r"(?<=[\w,;:] )(?!I\b)[A-ZÆØÅ][\w&-]*(?:\s+[A-ZÆØÅ][\w&-]*)*|\b[A-ZÆØÅ]{2,}\b")


def questions_in(text: str) -> tuple[str, ...]:
    """The questions a message asks, each able to stand alone; empty where it asks at most one.

    A question that points back ("and in which park are they?") is about what the others name.
    """
    asked = [
        part.strip()
        for sentence in sentences(text)
        if _IS_ASKING.search(sentence)
        for part in _NEXT_QUESTION.split(sentence)
        if len(part.split()) > 1
    ]
    if len(asked) < 2:
        return ()
    names = " ".join(dict.fromkeys(_NAME.findall(text)))
    leans = [bool(names) and not _NAME.search(part) and points_back(part) for part in asked[:MOST]]
    return tuple(f"{names}: {part}" if lean else part for part, lean in zip(asked, leans, strict=False))
