"""Compares a card's two languages: the same figures, days and names must stand in both."""

from collections.abc import Iterator

from bot.domain import Bilingual, Language
from bot.knowledge.findings import Finding, Severity
from bot.knowledge.loading import Reading

from .figures import figures_in
from .names import (
    Translations,
    acronyms_in,
    holds_acronym,
    holds_name,
    names_in,
    outside_brackets,
    translations,
)


def check_parity(reading: Reading) -> Iterator[Finding]:
    known = translations(reading.knowledge.directory)
    for card in reading.knowledge.cards:
        where = reading.files[card.id]
        if card.body.da and card.body.en:
            whole = Bilingual(f"{card.title.da}.\n{card.body.da}", f"{card.title.en}.\n{card.body.en}")
            yield from _figures(where, whole)
            yield from _acronyms(where, whole, known)
            yield from _names(where, card.body, known)


def _figures(where: str, text: Bilingual) -> Iterator[Finding]:
    read = {language: figures_in(text.in_language(language), language=language) for language in Language}
    for language in Language:
        here, there = read[language], read[language.other]
        # A number in words ("the two bodies") may be left out without loss; a figure may not.
        for figures, severity in ((here.stated, Severity.ERROR), (here.worded, Severity.NOTICE)):
            if missing := sorted(figures - there.any):
                yield Finding(
                    where,
                    f"the {language} text says {', '.join(missing)}, the {language.other} text does not",
                    "write the same figures in both languages",
                    severity,
                )


def _acronyms(where: str, text: Bilingual, known: Translations) -> Iterator[Finding]:
    for language in Language:
        there = text.in_language(language.other)
        here = text.in_language(language)
        # What stands in brackets in English is the translation of a Danish name, so it has no match.
        shown = outside_brackets(here) if language is Language.ENGLISH else here
        missing = [name for name in sorted(acronyms_in(shown)) if not holds_acronym(there, name, known=known)]
        if missing:
            yield Finding(
                where,
                f"the {language} text has {', '.join(missing)}, the {language.other} text does not",
                "use the same names in both languages, or add the other name as an alias in directory/",
                Severity.NOTICE,
            )


def _names(where: str, body: Bilingual, known: Translations) -> Iterator[Finding]:
    missing = [name for name in sorted(names_in(body.da)) if not holds_name(body.en, name, known=known)]
    if missing:
        yield Finding(
            where,
            f"the da text names {', '.join(missing)}, the en text does not",
            "keep the Danish name in English too, or add the English one as an alias in directory/",
            Severity.NOTICE,
        )
