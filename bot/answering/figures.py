"""The figures a text states, read alike in Danish and English: 9,8 mio. kr. = DKK 9.8 million, kl. 14.30 = 2:30 pm."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from bot.domain import Language

from .days import ANY_YEAR, take_days, time_at
from .figure import BLANK, Figure, take
from .number_words import number_words

_UNITS = {
    "DKK": r"DKK|kr|kroner",
    "EUR": r"EUR|euros?|€",
    "USD": r"USD|dollars?|\$",
    "GBP": r"GBP|£",
    "%": r"%|pct|procent|percent|per cent",
    "hour": r"timers?|(?<!st )(?<!nd )(?<!rd )(?<!th )time|hours?",
    "day": r"dage?s?|days?",
    "week": r"uger?s?|weeks?",
    "month": r"måned(?:er)?s?|months?",
    "year": r"år|års|årige?t?|years?",
}
_SCALES = {
    3: r"tusind|thousand",
    6: r"mio|mill|million(?:er)?|millions",
    9: r"mia|milliard(?:er)?|billions?|bn",
}
_CURRENCY = "|".join(_UNITS[name] for name in ("DKK", "EUR", "USD", "GBP"))
_NUMBER = r"(?!0)\d{1,3}(?P<mark>[., \u00a0])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d{1,2})?(?!\d)|\d+[.,]\d+|\d+"
_END = r"(?![^\W\d_])"
_CODE = re.compile(r"(?<![\w.,])\d+(?:/\d+)+(?![\w/])|(?<![\w.,])\d{1,2}(?:\.\d{1,2}){2,}(?!\d)")
_LINK = re.compile(r"\s*(?:[-–—,/]|til|to|og|and|eller|or)\s*", re.IGNORECASE)
_COMPOUND = r"årig|års|måneders|ugers|dages|timers"


def figures(text: str, language: Language | None) -> tuple[list[Figure], str]:
    """Every figure in a text, and the text without them. `language` tells the Danish `to` and `fire` from English."""
    dated, rest = take_days(text)
    codes, rest = take(rest, _CODE, _code)
    pattern = _pattern(language)
    numbers = _in_runs(rest, list(pattern.finditer(rest)), number_words(language))
    rest = pattern.sub(BLANK, rest)
    glued = [_plain(match.group()) for match in re.finditer(r"\d+", rest)]
    return [*dated, *codes, *numbers, *glued], rest


def proved_by(stated: Iterable[Figure]) -> frozenset[str]:
    """All that a source with these figures proves."""
    known = {proof for figure in stated for proof in figure.proves}
    years = [proof for proof in known if re.fullmatch(r"(?:19|20)\d\d", proof)]
    days = [proof.removeprefix(f"{ANY_YEAR}day ") for proof in known if proof.startswith(ANY_YEAR)]
    return frozenset(known | {f"day {year}{day}" for year in years for day in days})


@lru_cache(maxsize=3)
def _pattern(language: Language | None) -> re.Pattern[str]:
    words = "|".join(sorted(number_words(language), key=len, reverse=True))
    scale = "|".join(_SCALES.values())
    unit = "|".join(_UNITS.values())
    return re.compile(
        rf"(?<![\w.,])(?:(?P<currency>{_CURRENCY})\.?\s?)?"
        rf"(?:(?P<number>{_NUMBER})(?:st|nd|rd|th)?|(?P<word>{words})(?=\b|{_COMPOUND}))"
        rf"(?:[\s-]?(?P<scale>{scale})\b\.?)?(?:[\s-]?(?P<unit>{unit}){_END}\.?)?{_END}",
        re.IGNORECASE,
    )


def _in_runs(text: str, matches: list[re.Match[str]], words: dict[str, int]) -> list[Figure]:
    """In `10 eller 15 mio. euro` and `DKK 5 or 10` what stands at one figure may hold for its neighbours."""
    runs: list[list[re.Match[str]]] = []
    for match in matches:
        if runs and _LINK.fullmatch(text, runs[-1][-1].end(), match.start()):
            runs[-1].append(match)
        else:
            runs.append([match])
    return [_read(match, run, words) for run in runs for match in run]


def _read(match: re.Match[str], run: list[re.Match[str]], words: dict[str, int]) -> Figure:
    own_unit = _unit(match)
    value = _value(match, words)
    scales = {_scale(match)} if match["scale"] else {0, *(_scale(each) for each in run)}
    values = {_written(value.scaleb(scale)) for scale in scales}
    units = {own_unit} if own_unit else {unit for unit in map(_unit, run) if unit}
    means = {f"{each} {own_unit}".strip() for each in values}
    proves = values | {f"{each} {unit}" for each in values for unit in units}
    clock = re.fullmatch(r"(\d{1,2})\.(\d\d)", match.group())
    if clock and int(clock[1]) <= 24 and int(clock[2]) < 60:
        time = time_at(match.group(), int(clock[1]), clock[2])
        means |= time.means
        proves |= time.proves
    return Figure(match.group().strip(), frozenset(means), frozenset(proves))


def _value(match: re.Match[str], words: dict[str, int]) -> Decimal:
    if match["word"]:
        return Decimal(words[match["word"].casefold()])
    written = match["number"]
    if match["mark"]:
        head, point, tail = written.rpartition("," if match["mark"] == "." else ".")
        written = re.sub(r"\D", "", head) + "." + tail if point else re.sub(r"\D", "", written)
    return Decimal(written.replace(",", "."))


def _unit(match: re.Match[str]) -> str:
    written = match["currency"] or match["unit"] or ""
    return next((name for name, form in _UNITS.items() if re.fullmatch(form, written, re.IGNORECASE)), "")


def _scale(match: re.Match[str]) -> int:
    written = match["scale"] or ""
    return next((zeros for zeros, form in _SCALES.items() if re.fullmatch(form, written, re.IGNORECASE)), 0)


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _plain(digits: str) -> Figure:
    key = frozenset({_written(Decimal(digits))})
    return Figure(digits, key, key)


def _code(match: re.Match[str]) -> list[Figure]:
    parts = (_written(Decimal(part)) for part in re.split(r"\D", match.group()))
    return [Figure(match.group(), frozenset({match.group()}), frozenset({match.group(), *parts}))]
