"""Finds the region and setting a visitor names: towns, hospitals and municipalities, also misspelt or without æøå."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.domain import Bilingual, Language, Place, Region

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae"})
_MUNICIPAL = re.compile(
    r"\b(?:kommun\w*|municipal\w*|hjemmepleje\w*|home ?care|plejehjem\w*|plejecent\w*|nursing homes?|care homes?"
    r"|borgere?(?:s|ns|nes)? (?:eget |egne? )?hjem|(?:citizens|people|patients)['’]?s? (?:own )?homes?|ældrepleje\w*"
    r"|elder(?:ly)? care)",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(
    r"\b(?:hospital\w*|sygehus\w*|klinik(?:ken)?|afdeling\w*|ward|department|ICU|intensiv\w*)\b", re.IGNORECASE
)
_ANYWHERE = re.compile(
    r"\b(?:(?:ingen(?: bestemt)?|no(?: preferred)?|any) region\b"
    r"|ingen (?:præference|praeference)\w*(?: (?:af|for|om) region)?"
    r"|no (?:region(?:al)? )?preference\w*"
    r"|(?:lige ?meget|ligegyldigt) hvor(?: henne)?|hvor som helst"
    r"|anywhere|any (?:danish )?(?:region|hospital)|hele landet|i hele danmark|all (?:over|of) denmark"
    r"|alle regioner|all regions"
    r"|doesn'?t matter where|flere regioner|several regions|nationwide|landsdækkende)\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\b(?:Danmark|Denmark)\b", re.IGNORECASE)
# "Not Aalborg" and "sold in Aarhus" name places, but not where the company wants to be.
_ELSEWHERE = re.compile(
    r"(?:\b(?:not|ikke|rather than|frem for|instead of)"
    r"|\b(?:sold|used|in use|in operation|on the market|solgt|bruges|i drift|i brug|på markedet)"
    r"(?: \w+)? (?:in|i|at|på))"
    r"(?: (?:in|i|at|på|the|region))*\s*$",
    re.IGNORECASE,
)
MISSPELT_AT_LEAST = 90

REGION_NAMES = {
    Region.NORDJYLLAND: Bilingual("Region Nordjylland", "Region Nordjylland"),
    Region.MIDTJYLLAND: Bilingual("Region Midtjylland", "Region Midtjylland"),
    Region.SYDDANMARK: Bilingual("Region Syddanmark", "Region Syddanmark"),
    Region.HOVEDSTADEN: Bilingual("Region Hovedstaden", "Region Hovedstaden"),
    Region.SJAELLAND: Bilingual("Region Sjælland", "Region Sjælland"),
    Region.OESTDANMARK: Bilingual("Region Østdanmark", "Region Østdanmark"),
}
ANY_REGION = "any"
MUNICIPAL = "municipality"
HOSPITAL = "hospital"


@dataclass(frozen=True, slots=True)
class Found:
    """A place as said. `code` is `region`, `region/setting`, `any` or `/setting` where only the setting is known."""

    code: str
    quote: str


def fold(text: str) -> str:
    """Lower case, æøå spelled out: the form in which places are compared."""
    return text.casefold().translate(_FOLD)


@dataclass(frozen=True)
class Gazetteer:
    places: tuple[Place, ...]

    @cached_property
    def _by_name(self) -> dict[str, Place]:
        names: dict[str, Place] = {}
        for place in self.places:
            for name in (place.name, *place.aliases):
                names.setdefault(fold(name), place)
        return names

    @cached_property
    def _longest(self) -> int:
        return max((len(_WORD.findall(name)) for name in self._by_name), default=1)

    @cached_property
    def _long_names(self) -> list[str]:
        return [name for name in self._by_name if len(name) >= 6]

    def find(self, text: str) -> list[Found]:
        """Every place named in a text, in order, each region once; the setting is read from the whole text."""
        setting = _setting(text)
        found: dict[str, Found] = {}
        for place, quote in self._named(text):
            where = place.setting or setting
            code = f"{place.region}/{where}" if where else str(place.region)
            known = found.get(place.region)
            if known is None or ("/" in code and "/" not in known.code):
                found[place.region] = Found(code, quote)
        if not found and (anywhere := _ANYWHERE.search(text)):
            return [Found(ANY_REGION, anywhere.group())]
        return list(found.values())

    def _named(self, text: str) -> Iterable[tuple[Place, str]]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                span = text[words[at].start() : words[at + length - 1].end()]
                if place := self._lookup(span, exact=length > 1 or len(span) < 6):
                    if not _ELSEWHERE.search(text[: words[at].start()]):
                        yield place, span
                    at += length - 1
                    break
            at += 1

    def _lookup(self, span: str, *, exact: bool) -> Place | None:
        name = fold(" ".join(span.split()))
        place = self._by_name.get(name) or self._by_name.get(name.removesuffix("s"))
        if place is not None:
            # Short aliases are abbreviations (OUH, SHS): said in capitals, or it is another word.
            return place if len(name) > 4 or span.isupper() or span.istitle() else None
        if exact or not span[:1].isupper():
            return None
        near = process.extractOne(name, self._long_names, scorer=fuzz.ratio, score_cutoff=MISSPELT_AT_LEAST)
        return self._by_name[near[0]] if near else None


def setting_only(text: str) -> Found | None:
    """The setting said without a place: "in a nursing home"."""
    for pattern, setting in ((_MUNICIPAL, MUNICIPAL), (_HOSPITAL, HOSPITAL)):
        if match := pattern.search(text):
            return Found(f"/{setting}", match.group())
    return None


def region_of(code: str) -> str:
    return code.partition("/")[0]


def setting_of(code: str) -> str:
    return code.partition("/")[2]


def words_for(found: Found, language: Language) -> str:
    """How a place is written back to the visitor: region, then their own word."""
    region = region_of(found.code)
    if region == ANY_REGION:
        return Bilingual("ingen bestemt region", "no preferred region").in_language(language)
    if not region:
        return found.quote
    name = REGION_NAMES[Region(region)].in_language(language)
    return name if fold(found.quote) in fold(name) else f"{found.quote} ({name})"


def _setting(text: str) -> str:
    found = setting_only(text)
    return setting_of(found.code) if found else ""
