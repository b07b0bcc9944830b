"""Reads numbers written as words, which may stand for a figure in the other language."""

import re
from dataclasses import dataclass

from bot.domain import Language

_DANISH = ("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
_ENGLISH = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {
    Language.DANISH: {word: str(number) for number, word in enumerate(_DANISH, start=2)},
    Language.ENGLISH: {word: str(number) for number, word in enumerate(_ENGLISH, start=2)},
}
_LOOSE = {
    Language.DANISH: {
        "en": "1",
        "et": "1",
        "ét": "1",
        "én": "1",
        "begge": "2",
        "par": "2",
        "anden": "2",
        "andet": "2",
    }
    | {"første": "1", "tredje": "3", "fjerde": "4", "femte": "5", "halve": "2", "dobbelt": "2"},
    Language.ENGLISH: {"one": "1", "a": "1", "an": "1", "single": "1", "both": "2", "either": "2", "second": "2"}
    | {
        "first": "1",
        "third": "3",
        "fourth": "4",
        "fifth": "5",
        "half": "2",
        "couple": "2",
        "pair": "2",
        "twice": "2",
        "dozen": "12",
    },
}
_COMPOUND = re.compile(rf"\b({'|'.join(_DANISH)})(?:års?|årig|årigt|årige|måneders?|dages?|ugers?|delt|fold|parts?)\w*")


@dataclass(frozen=True, slots=True)
class NumberWords:
    stated: frozenset[str]
    spoken: frozenset[str]


def number_words(text: str, *, language: Language) -> NumberWords:
    words = re.findall(r"[^\W\d_]+", text.lower())
    stated = {_WORDS[language][word] for word in words if word in _WORDS[language]}
    spoken = {_LOOSE[language][word] for word in words if word in _LOOSE[language]}
    if language is Language.DANISH:
        spoken |= {_WORDS[language][match] for match in _COMPOUND.findall(text.lower())}
    return NumberWords(frozenset(stated), frozenset(spoken))
