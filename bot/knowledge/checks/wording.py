"""Finds texts that cannot be quoted as they stand: too long, or with a sentence that points at another."""

import re
from collections.abc import Iterator

from bot.domain import Card, Language
from bot.knowledge.findings import Finding, Severity
from bot.knowledge.loading import Reading

_MOST_WORDS = 130
_UNWRITTEN = "…"
_POINTING = {
    Language.DANISH: re.compile(
        r"(?:Den|Det|De|Dette|Denne|Disse|Han|Hun|Derfor|Dermed)\s+"
        r"(?:er|var|har|havde|kan|skal|vil|bliver|blev|gælder|betyder|omfatter|får|giver|gør|kommer|må|sker)\b"
        r"(?!\s+(?:ikke\s+)?(?:oplyst|muligt|nødvendigt|vigtigt|en\s+god|uklart|ikke\s+oplyst|for\s+tidligt))"
    ),
    Language.ENGLISH: re.compile(
        r"(?:It|They|He|She|This|These|Those)\s+(?:is|are|was|were|has|have|had|can|must|will|does|do|did|may|applies|"
        r"means|covers|gives|makes|comes|takes|offers|runs)\b(?!\s+(?:not\s+)?(?:possible|necessary|stated|unclear|known))"
    ),
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n+")


def check_wording(reading: Reading) -> Iterator[Finding]:
    for card in reading.knowledge.cards:
        where = reading.files[card.id]
        for language in Language:
            if card.title.in_language(language) == _UNWRITTEN:
                yield Finding(where, f"its {language} title is not written", f"write it after `## {language}:`")
            yield from _length(card, where, language)
            yield from _pointing(card, where, language)
        if not card.asks:
            yield Finding(where, "has no asks", "write under asks: how people ask for it, in both languages")


def _length(card: Card, where: str, language: Language) -> Iterator[Finding]:
    words = len(card.body.in_language(language).split())
    if words > _MOST_WORDS:
        problem = f"its {language} text has {words} words; {_MOST_WORDS} is the most"
        yield Finding(where, problem, "shorten it, or make it two cards")


def _pointing(card: Card, where: str, language: Language) -> Iterator[Finding]:
    """A boundary is shown whole, so its sentences may lean on each other; a card's first leans on its title."""
    if card.boundary is not None:
        return
    for sentence in _SENTENCE.split(card.body.in_language(language))[1:]:
        if _POINTING[language].match(sentence):
            problem = f"a {language} sentence points at another: “{' '.join(sentence.split()[:5])} …”"
            yield Finding(where, problem, "name the thing, so that the sentence can be quoted alone", Severity.NOTICE)
