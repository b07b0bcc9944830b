"""Reads proper names and abbreviations out of a text, and says whether another text holds them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain import Bilingual, Directory

_ACRONYM = re.compile(r"(?<![\w-])[A-ZÆØÅ][A-ZÆØÅ0-9]{1,9}(?![\w])")
_CAPITAL = r"[A-ZÆØÅ][\wé&'\u2019-]*"
_NAME = re.compile(rf"(?<![\w@/.-]){_CAPITAL}(?:[ \u00a0](?:(?:og|of|for|and|the)[ \u00a0])?{_CAPITAL})+")
_JOINED = re.compile(r"[ \u00a0](?:og|of|for|and|the)[ \u00a0]")
_CONNECTOR = re.compile(r"^(?:og|of|for|and|the)[ \u00a0]")
_BRACKETS = re.compile(r"\([^)]*\)")
_SAME = (
    frozenset({"EPJ", "EHR", "EMR"}),
    frozenset({"OPI", "PPI"}),
    frozenset({"KI", "AI"}),
    frozenset({"MR", "MRI"}),
    frozenset({"FN", "UN"}),
    frozenset({"EØS", "EEA"}),
    frozenset({"USA", "US"}),
    frozenset({"IKT", "ICT", "IT"}),
    frozenset({"SMV", "SME"}),
    frozenset({"MTV", "HTA"}),
    frozenset({"EU", "European"}),
)
_NOT_NAMES = frozenset({"DKK", "EUR", "KR", "NOK", "SEK", "PDF", "URL", "OK", "ID", "CEO", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Translations:
    """What a body is called, in all its spellings: any of them stands for the others."""

    groups: tuple[frozenset[str], ...]

    def of(self, name: str) -> frozenset[str]:
        key = spelled_alike(name)
        return frozenset({key}).union(*(group for group in self.groups if key in group))


def translations(directory: Directory) -> Translations:
    bodies: list[tuple[Bilingual, Iterable[str]]] = [
        *((body.name, body.aliases) for body in directory.organisations.values()),
        *((destination.name, ()) for destination in directory.destinations.values()),
        *((Bilingual(place.name, place.name), place.aliases) for place in directory.places),
    ]
    return Translations(
        tuple(
            frozenset(spelled_alike(text) for text in (name.da, name.en, *aliases) if text) for name, aliases in bodies
        )
    )


def acronyms_in(text: str) -> frozenset[str]:
    return frozenset(_ACRONYM.findall(text)) - _NOT_NAMES


def names_in(text: str) -> frozenset[str]:
    """Runs of two or more capitalised words, without the word that opens a sentence, since it says nothing."""
    found = set[str]()
    for match in _NAME.finditer(text):
        opens = match.start() == 0 or re.search(r"[.!?:\n]\s*$", text[: match.start()])
        _, _, others = match.group().partition(" ")
        name = _CONNECTOR.sub("", others, count=1) if opens else match.group()
        if " " in name:
            found.add(name)
    return frozenset(found)


def outside_brackets(text: str) -> str:
    return _BRACKETS.sub(" ", text)


def holds_acronym(text: str, acronym: str, *, known: Translations) -> bool:
    alike = frozenset({acronym}).union(*(group for group in _SAME if acronym in group))
    return any(re.search(rf"(?<!\w){re.escape(other)}", text) for other in alike) or _holds_any(text, known.of(acronym))


def holds_name(text: str, name: str, *, known: Translations) -> bool:
    """Whether the text holds the name, a translation of it, or the names it is joined of ("Aalborg og Odense")."""
    if _holds_any(text, known.of(name)):
        return True
    parts = _JOINED.split(name)
    return len(parts) > 1 and all(" " not in part or _holds_any(text, known.of(part)) for part in parts)


def _holds_any(text: str, names: Iterable[str]) -> bool:
    spelled = f" {spelled_alike(text)} "
    return any(f" {name} " in spelled for name in names)


def spelled_alike(text: str) -> str:
    """Small letters, no punctuation, no genitive: "SDSI's" as "sdsi", "Region Syddanmarks" as "region syddanmark"."""
    words = re.findall(r"[\w&]+", re.sub(r"['\u2019]s\b", "", text.lower()))
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)
