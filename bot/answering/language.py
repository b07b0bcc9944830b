"""Hears whether a text is Danish or English, and says nothing when it is not clear."""

import re

from bot.domain import Language

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_DANISH = frozenset(
    """
    af alle at blev blive bruge da de dem den der deres det dette dig din dit du eller en er et for fra får
    gerne går har hej hos hvad hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind ingen ja
    jeg jer jeres kan kommer kommunen kunne lave man med mellem men mig mit må nej nogen nogle når og også om op
    os over på samt sig sin skal skulle som så tak til udvikle ud under ved vi vil ville vores være sygehus
    virksomhed afprøve faa vaere paa naar hvornaar ogsaa saa maa gaar foer
    """.split()
)
_ENGLISH = frozenset(
    """
    a about an and any are be been but by can could do does from get hello hi how if in into is it its like may
    me my no not of on or our out please should so than thanks that the their them there they this to us want
    was we were what when where which who whom why will with would yes you your company hospital
    """.split()
)
_SHARED = _DANISH & _ENGLISH


def heard_language(text: str) -> Language | None:
    """The language a text is clearly written in, else None (too short, mixed, or neither)."""
    words = [word.casefold() for word in _WORD.findall(text)]
    danish = sum(word in _DANISH and word not in _SHARED for word in words) + 2 * any(c in "æøåÆØÅ" for c in text)
    english = sum(word in _ENGLISH and word not in _SHARED for word in words)
    if max(danish, english) < 2 or abs(danish - english) < max(1, 0.2 * (danish + english)):
        return None
    return Language.DANISH if danish > english else Language.ENGLISH
