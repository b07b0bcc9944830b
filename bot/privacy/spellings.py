"""The ways a CPR number is written: plainly, with words between, slipped by a scanner, or told digit by digit."""

import re

_GAP = r"(?:[\s\-‐-―−._/]|&nbsp;|&#\d{2,4};|%20|%2[dD])"
_MONTHS = "jan feb mar apr maj|may jun jul aug sep okt|oct nov dec".split()
_MONTH = "|".join(rf"(?:{each})[a-zæøå]*\.?" for each in _MONTHS)
_DAY = r"(?P<d>[0-3]?\d|[67]\d|8\d|9[01])"
_BIRTHDAY = (
    rf"(?<![\d.,])(?:(?P<d6>\d\d){_GAP}?(?P<m6>\d\d){_GAP}?\d\d"
    rf"|{_DAY}(?:{_GAP}{{1,2}}(?P<m>[01]?\d){_GAP}{{1,2}}|\.?\s{{0,2}}(?P<name>{_MONTH})\s{{0,2}})(?P<century>1[89]|20)?\d\d)(?!\d)"
)
_MEANT = r"(?<!\[)(?:cpr|(?<!\w)(?:personnummer|personnr|person-id|danish id|civil registration|social security))"
_LAST_FOUR = (
    r"\b(?:(?:de\s+)?(?:sidste|last)\s+(?:fire|four|4)|(?:fire|4)\s+sidste)(?:\s+(?:cifre|tal|digits|numbers))?"
)
_IS = r"\s*(?:er|are|is|:|=)?\s*"
_WORD_BETWEEN = (
    r"bindestreg|streg|minus|dash|hyphen|l[øo]benummer|l[øo]benr\.?|kontrolcifre(?:ne)?|kontrol|serial(?:\s+number)?"
    r"|efterfulgt\s+af|followed\s+by|og\s+s[åa]|and\s+then|derefter"
)
_SMALL_WORD = rf"{_WORD_BETWEEN}|og|så|and|then|med|with|plus|nr\.?|no\.?"
_PATTERNS = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        # Plainly: six digits and four, however they are parted.
        rf"(?<!\d)(?<!\d[.,])(?P<d>\d\d){_GAP}?(?P<m>\d\d){_GAP}?\d\d{_GAP}{{0,3}}\d{{4}}(?!\d)(?![.,]\d)",
        r"(?<!\d)(?<!\d[.,])(?P<d>\d\d)(?P<m>\d\d)\d\d\s?[-‐-―−:*+|~=()<>\[\]'\"]{1,4}\s?\d{4}(?!\d)(?![.,]\d)",
        r"(?<!\d)(?P<d>\d\d)(?P<m>\d\d)\d\d\s?[-‐-―−]\s?\d\d\s\d\d(?!\d)",
        r"(?<!\d)(?P<d>\d[ \-._]\d)[ \-._](?P<m>\d[ \-._]\d)(?:[ \-._]\d){6}(?!\d)",
        # A birthday with its century or its month's name, and a line before the last four; not a span of years.
        rf"{_BIRTHDAY}[-‐-―−]{{1,2}}\d{{4}}(?![\d.])",
        # A birthday and the last four digits told in words after it, or before it.
        rf"{_BIRTHDAY}[^\d\n]{{0,40}}?{_LAST_FOUR}{_IS}\d{{4}}(?!\d)",
        rf"{_LAST_FOUR}{_IS}\d{{4}}(?!\d)[^\d\n]{{0,30}}?\b(?:født|born|cpr|birthday|fødselsdag)[^\d\n]{{0,20}}?{_BIRTHDAY}",
        rf"{_BIRTHDAY}[\s,;.(]{{0,3}}(?:{_WORD_BETWEEN})[\s:,.(]{{0,3}}\d{{4}}(?!\d)",
        # Where the words before say what is meant, small words, any mark and any grouping may stand between.
        rf"{_MEANT}[^\d\n]{{0,30}}{_BIRTHDAY}(?:[^\w]|\b(?:{_SMALL_WORD})\b){{1,6}}\d\d\s?\d\d(?!\d)",
        rf"{_MEANT}[^\d\n]{{0,30}}(?P<d>\d\W{{0,3}}\d)\W{{0,3}}(?P<m>\d\W{{0,3}}\d)(?:\W{{0,3}}\d){{6}}(?!\W?\d)",
    )
)
_SLIPS = str.maketrans("OoQDIl|!iZzSsBGbgq", "000011111225586699")
_MILD = re.compile(r"(?<!\w)[\dOoIl]{6}[\-‐-―−]\s?[\dOoIl]{4}(?!\w)")
_SLIPPED = re.compile(
    rf"{_MEANT}[^\d\n]{{0,20}}?(?<!\w)(?P<n>[\dOoQDIl|!iZzSsBGbgq]{{6}}{_GAP}{{0,3}}[\dOoQDIl|!iZzSsBGbgq]{{4}})(?!\w)",
    re.IGNORECASE,
)
_MOST_SLIPS = 4
_TOLD = {
    word: str(digit)
    for digit, words in enumerate(
        "nul zero oh|en et one|to two|tre three|fire four|fem five|seks six|syv seven|otte eight|ni nine".split("|")
    )
    for word in words.split()
}
_ONE_TOLD = rf"(?:{'|'.join(_TOLD)}|\d)"
_IN_WORDS = re.compile(
    rf"(?<!\w){_ONE_TOLD}(?:[\s,\-]{{1,3}}(?:bindestreg\s|dash\s)?{_ONE_TOLD}){{9}}(?!\w)", re.IGNORECASE
)
_SPAN_OF_YEARS = re.compile(r"\d\s?[-‐-―−]{1,2}\s?(?:19|20)\d\d$")
_IBAN = re.compile(r"(?<![A-Za-z])[A-Z]{2}\d{2}(?: ?\d{4}){3,}(?: ?\d{1,3})?(?!\d)")


def personal_numbers(shown: str) -> list[tuple[int, int]]:
    """First and last place of each number, in order; where two lie within each other, the longer one."""
    spans = {_numbers_of(match) for pattern in _PATTERNS for match in pattern.finditer(shown) if _is_dated(match)}
    spans |= _slipped(shown) | _told(shown)
    accounts = [match.span() for match in _IBAN.finditer(shown)]
    kept = [one for one in spans if not any(_lies_within(one, other) for other in [*spans, *accounts])]
    return _apart(sorted(kept))


def _numbers_of(match: re.Match[str]) -> tuple[int, int]:
    """Without the words that led to it: from its first digit to its last, or from the words that tell the last four."""
    told_first = re.match(_LAST_FOUR, match.group(), re.IGNORECASE)
    first = 0 if told_first else next(at for at, char in enumerate(match.group()) if char.isdigit())
    return match.start() + first, match.end()


def _is_dated(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    day = re.sub(r"\D", "", parts.get("d6") or parts["d"])
    if parts.get("century") and _SPAN_OF_YEARS.search(match.group()):
        return False
    month = "1" if parts.get("name") else re.sub(r"\D", "", parts.get("m6") or parts["m"])
    return _is_date(int(day), int(month))


def _is_date(day: int, month: int) -> bool:
    return 1 <= (day - 60 if day > 60 else day) <= 31 and 1 <= month <= 12


def _starts_with_a_date(digits: str) -> bool:
    return _is_date(int(digits[:2]), int(digits[2:4]))


def _slipped(shown: str) -> set[tuple[int, int]]:
    found = [(match.group(), match.span()) for match in _MILD.finditer(shown)]
    found += [(match.group("n"), match.span("n")) for match in _SLIPPED.finditer(shown)]
    return {span for text, span in found if _reads_as_a_number(text)}


def _reads_as_a_number(text: str) -> bool:
    """Ten characters that are digits once a scanner's slips are read as such, and most of which are."""
    written = re.sub(rf"{_GAP}", "", text)
    read = written.translate(_SLIPS)
    slips = sum(not char.isdigit() for char in written)
    return len(read) == 10 and read.isdecimal() and slips <= _MOST_SLIPS and _starts_with_a_date(read)


def _told(shown: str) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for match in _IN_WORDS.finditer(shown):
        words: list[str] = re.findall(_ONE_TOLD, match.group(), re.IGNORECASE)
        if _starts_with_a_date("".join(_TOLD.get(word.lower(), word) for word in words)):
            found.add(match.span())
    return found


def _lies_within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two that overlap are one."""
    apart: list[tuple[int, int]] = []
    for first, last in spans:
        if apart and first < apart[-1][1]:
            before = apart.pop()
            apart.append((before[0], max(before[1], last)))
        else:
            apart.append((first, last))
    return apart
