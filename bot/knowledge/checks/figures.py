"""Reads the figures out of a text, in one spelling for both languages: numbers, amounts, days, times and addresses."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from bot.domain import Language
from bot.knowledge.calendars import MONTHS

from .number_words import number_words

_MONTH = "|".join(MONTHS)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s)>\]]+|www\.[^\s)>\]]+")
_DAYS = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}}))?", re.IGNORECASE
    ),
    re.compile(r"\b(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>(?:19|20)\d\d)\b"),
)
_DANISH_TIME = re.compile(
    r"\bkl\.?\s*(\d{1,2})(?:[.:](\d\d))?(?:\s*(?:[-\u2013]|til|og)\s*(\d{1,2})(?:[.:](\d\d))?)?\b"
)
_ENGLISH_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m\b\.?|\b(\d{1,2}):(\d\d)\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w.,])\d+(?:/\d+)+(?![\w/])|(?<![\w.,])\d{1,2}(?:\.\d{1,2}){2,}(?!\d)")
_SCALE = r"(?:\s*(?P<scale>mio|mia|mill(?:ion|ioner|ions)?|milliard(?:er)?|billions?|bn|m|tusind|thousand)\b\.?)?"
_DANISH_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+,\d+|\d+\.\d{{1,2}}(?!\d)|\d+){_SCALE}(?!\w)"
)
_ENGLISH_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?{_SCALE}(?!\w)"
)
_THOUSANDS = {
    "tusind": 3,
    "thousand": 3,
    "mia": 9,
    "milliard": 9,
    "milliarder": 9,
    "billion": 9,
    "billions": 9,
    "bn": 9,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """`stated` are written in figures, `worded` in words; `spoken` are words ("both") that may stand for a figure."""

    stated: frozenset[str]
    worded: frozenset[str]
    spoken: frozenset[str]

    @property
    def any(self) -> frozenset[str]:
        return self.stated | self.worded | self.spoken


def figures_in(text: str, *, language: Language) -> Figures:
    found = set[str]()
    rest = text.replace("\u00a0", " ")

    def take(pattern: re.Pattern[str], read: Callable[[re.Match[str]], list[str]]) -> str:
        """Reads every match and blanks it, so that a later, looser pattern does not read it again."""
        for match in pattern.finditer(rest):
            found.update(read(match))
        return pattern.sub(lambda match: " " * len(match.group()) if read(match) else match.group(), rest)

    rest = take(_ADDRESS, _address)
    for pattern in _DAYS:
        rest = take(pattern, _day)
    rest = take(_CODE, lambda match: [match.group()])
    if language is Language.DANISH:
        rest = take(_DANISH_TIME, _danish_time)
        rest = take(_DANISH_NUMBER, lambda match: [_value(match, thousands=".", point=",")])
    else:
        rest = take(_ENGLISH_TIME, _english_time)
        rest = take(_ENGLISH_NUMBER, lambda match: [_value(match, thousands=",", point=".")])
    words = number_words(rest, language=language)
    return Figures(frozenset(found), words.stated, words.spoken)


def _address(match: re.Match[str]) -> list[str]:
    """An e-mail address as it is; of a page only its site, since each language may have its own page there."""
    text = match.group().rstrip(".,;").lower()
    return [text if "@" in text else re.sub(r"^(?:https?://)?(?:www\.)?|/.*$", "", text)]


def _day(match: re.Match[str]) -> list[str]:
    month = MONTHS.get(match["month"].lower()) or int(match["month"])
    day = f"{match['year'] or '----'}-{month:02}-{int(match['day']):02}"
    return [day] if month <= 12 and int(match["day"]) <= 31 else []


def _danish_time(match: re.Match[str]) -> list[str]:
    times = [f"kl. {int(match[1])}.{match[2] or '00'}"]
    return [*times, f"kl. {int(match[3])}.{match[4] or '00'}"] if match[3] else times


def _english_time(match: re.Match[str]) -> list[str]:
    if match[4]:
        return [f"kl. {int(match[4])}.{match[5]}"]
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return [f"kl. {hour}.{match[2] or '00'}"]


def _value(match: re.Match[str], *, thousands: str, point: str) -> str:
    written = match["number"]
    # "2.5" in a Danish text is a version or a clause, not two and a half thousand.
    is_plain_decimal = thousands == "." and re.fullmatch(r"\d+\.\d{1,2}", written)
    number = Decimal(written if is_plain_decimal else written.replace(thousands, "").replace(point, "."))
    scale = (match["scale"] or "").lower()
    zeros = _THOUSANDS.get(scale, 6) if scale else 0
    value = number.scaleb(zeros).normalize()
    return f"{value:f}"
