"""Finds telephone numbers, which are never shown, among amounts, dates, case numbers and company numbers, which are."""

import re
from collections.abc import Iterator

_GAP = "[ \u00a0]"
_LABEL = (
    r"(?:mobil(?:e|telefon|nummer|nr)?|tele(?:f|ph)one?(?:nummer|nr)?|phone|ph|tlf|tel|fax|direkte)\b"
    r"(?:[ \u00a0]*(?:nr|no|nummer|number)\b)?[.:]*[ \u00a0]*[.:]?[ \u00a0]*"
)
_DANISH = (
    rf"(?:(?:\(?\+45\)?|0045){_GAP}?-?)?"
    rf"(?:[2-9]\d(?P<between>[ \u00a0.-])\d\d(?P=between)\d\d(?P=between)\d\d|[2-9]\d{{3}}{_GAP}\d{{4}}|[2-9]\d{{7}}"
    rf"|[2-9]\d{_GAP}\d{{3}}{_GAP}\d{{3}}|[2-9]\d\d{_GAP}\d\d{_GAP}\d{{3}})"
)
_FOREIGN = r"\(?\+\d{1,3}\)?[ \u00a0-]?\(?\d[\d ()\u00a0-]{5,14}\d"
_LABELLED = rf"{_LABEL}\+?\(?\d[\d ()\u00a0-]{{5,18}}\d"
_PHONE = re.compile(
    rf"(?<![\w/#.,=+-])(?:(?P<labelled>{_LABELLED})|{_FOREIGN}|{_DANISH})(?![\w/]|[.,-]\d)"
    rf"(?!{_GAP}*(?:kr|mio|mia|mill|DKK|EUR|€|%|pct|personer|people|visitors|besøgende)\b)",
    re.IGNORECASE,
)
_OTHER_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:CVR|SE|EAN|GLN|ISBN|sag|sags|case|journal|j|id|DKK|EUR|kr)[-. ]*(?:nr|no|nummer|number)?|€)"
    r"[.: #\u00a0-]*$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d\D(?:19|20)\d\d")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def find_phone_numbers(text: str) -> list[str]:
    return [match.group().strip() for match in _matches(text)]


def without_phone_numbers(text: str) -> str:
    """The text with every number and its label taken out. A line that held little else is gone."""
    if not find_phone_numbers(text):
        return text
    return "\n".join(line for line in map(_clean_line, text.split("\n")) if line is not None)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for match in _PHONE.finditer(text):
        if match["labelled"] or not _is_another_number(text, match):
            yield match


def _is_another_number(text: str, match: re.Match[str]) -> bool:
    number = match.group()
    before = text[max(0, match.start() - 40) : match.start()]
    return bool(_OTHER_NUMBER_BEFORE.search(before) or _YEARS.fullmatch(number) or _DAY.fullmatch(number))


def _clean_line(line: str) -> str | None:
    spans = [match.span() for match in _matches(line)]
    if not spans:
        return line
    kept = line
    for start, end in reversed(spans):
        kept = kept[:start] + kept[end:]
    return tidy(kept)


def tidy(line: str) -> str | None:
    """A line after something was taken out of it: no separators left hanging; None when nothing is left."""
    text = re.sub(r"\(\s*\)|\[\s*\]", "", line)
    text = re.sub(r"\s*([|,;/])\s*(?=[|,;/])", " ", text)
    text = re.sub(r"^\s*[|,;/]\s*|\s*[|,;/]\s*$", "", text)
    text = re.sub(r"[ \t]{2,}", " ", text).strip()
    return text if re.search(r"\w", text) else None
