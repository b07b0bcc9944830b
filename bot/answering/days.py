"""Reads days, months, weekdays and times of day, written the Danish or the English way."""

import re

from .figure import Figure, take

_PAIRS = """
    januar/january februar/february marts/march april maj/may juni/june juli/july august september oktober/october
    november december
    """.split()
_NAMED = {name: place for place, pair in enumerate(_PAIRS, start=1) for name in pair.split("/")}
_MONTHS = {**_NAMED, **{name[:3]: place for name, place in _NAMED.items()}, "sept": 9}
_WEEKDAYS = {
    name: place
    for place, pair in enumerate(
        """
    mandag/monday tirsdag/tuesday onsdag/wednesday torsdag/thursday fredag/friday lørdag/saturday søndag/sunday
    """.split()
    )
    for name in pair.split("/")
}
_PLAIN = "|".join(sorted((name for name in _MONTHS if name not in {"may", "march", "mar"}), key=len, reverse=True))
# "5 may apply" is no day, "5 May" is.
_MONTH = rf"(?P<month>(?i:{_PLAIN})|May|March|Mar|MAY|MARCH)\b"
_WHOLE = "|".join(name for name in _MONTHS if len(name) > 4 and name != "march")
ANY_YEAR = "any year "
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_AND = r"\s*(?:[-–—]|til|to|og|and|eller|or)\s*"
_DATES = (
    re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
    re.compile(rf"(?<![\w.,/]){_DAY}[./-]\s?(?P<month>\d{{1,2}})[./-]\s?{_YEAR}"),
    re.compile(
        rf"(?<![\w.,])(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\.?{_AND})?{_DAY}\.?\s+(?:of\s+)?{_MONTH}\.?(?:,?\s+{_YEAR})?"
    ),
    re.compile(rf"\b{_MONTH}\.?\s+(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_AND})?{_DAY}(?![\w.:]*\d)(?:,?\s+{_YEAR})?"),
    re.compile(rf"\b{_MONTH}\.?,?\s+{_YEAR}"),
    re.compile(rf"\b(?P<month>(?i:{_WHOLE})|(?i:maj|juni|juli|june|july)|March|(?<=\b[a-zA-Z]{{2}} )May)\b"),
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:e|ene|en|s)?\b", re.IGNORECASE)
_CLOCK = r"(?P<{0}hour>\d{{1,2}})(?:[:.](?P<{0}minute>\d\d))?(?!\d)"
_FIRST, _SECOND = _CLOCK.format(""), _CLOCK.format("to_")
_TIMES = (
    re.compile(rf"\b(?:kl\.?|klokken)\s*{_FIRST}(?:{_AND}{_SECOND})?", re.IGNORECASE),
    re.compile(
        rf"(?<![\w.,:/])(?:{_FIRST}(?:\s*(?P<half>[ap])\.?m\b\.?)?{_AND})?{_SECOND}\s*(?P<to_half>[ap])\.?m\b\.?",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w.,:/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\w:]|[.,]\d)"),
)


def take_days(text: str) -> tuple[list[Figure], str]:
    """Days, weekdays and times, and the text without them."""
    found: list[Figure] = []
    for pattern, read in (
        *((date, _date) for date in _DATES),
        (_WEEKDAY, _weekday),
        *((time, _time) for time in _TIMES),
    ):
        more, text = take(text, pattern, read)
        found += more
    return found, text


def _date(match: re.Match[str]) -> list[Figure]:
    parts = match.groupdict()
    month = _MONTHS.get(parts["month"].casefold()) or int(parts["month"])
    days = [int(parts[name]) for name in ("first", "day") if parts.get(name)]
    if month > 12 or any(not 1 <= day <= 31 for day in days):
        return []
    return [_day(match.group(), parts.get("year") or "", month, day) for day in days or [0]]


def _day(written: str, year: str, month: int, day: int) -> Figure:
    """A whole day proves its month and its year; one without a year stands in any year the source names."""
    proves = {day_in(known, month, each) for known in {year, ""} for each in {day, 0}}
    proves |= {year} if year else {ANY_YEAR + day_in("", month, each) for each in {day, 0}}
    return Figure(written, frozenset({day_in(year, month, day)}), frozenset(proves))


def day_in(year: str, month: int, day: int) -> str:
    return f"day {year}-{month}-{day or ''}"


def _weekday(match: re.Match[str]) -> list[Figure]:
    key = frozenset({f"weekday {_WEEKDAYS[match.group(1).casefold()]}"})
    return [Figure(match.group(), key, key)]


def _time(match: re.Match[str]) -> list[Figure]:
    parts = match.groupdict()
    half = (parts.get("to_half") or "").lower()
    halves = {"": (parts.get("half") or half).lower(), "to_": half}
    return [
        time_at(match.group(), int(parts[f"{which}hour"]), parts[f"{which}minute"] or "00", half)
        for which, half in halves.items()
        if parts.get(f"{which}hour")
    ]


def time_at(written: str, hour: int, minute: str, half: str = "") -> Figure:
    shown = hour % 12 + (12 if half == "p" else 0) if half else hour
    key = frozenset({f"time {shown}:{minute}"})
    return Figure(written, key, key)
