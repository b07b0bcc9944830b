"""Whether a text states what was wanted: the rules every label is written for."""

import re
import unicodedata

TYPOGRAPHY = str.maketrans(
    dict.fromkeys("\u2018\u2019\u00b4", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
WEB_ADDRESS = re.compile(r"https?://\S+")
PHONE = re.compile(
    r"(?<![\w,.\-])(?:"
    r"(?:\+|00)45[ .\-]?\d{2}(?:[ .\-]?\d{2}){3}"  # with the country code, in any grouping
    r"|[2-9]\d([ .\-])\d{2}\1\d{2}\1\d{2}"  # four pairs, one separator throughout (a date has another shape)
    r"|[2-9]\d{7}"
    r")(?![\w,\-]|\.\d)"
)


def normalise(text: str) -> str:
    """Make two spellings of the same words equal: case, spaces, apostrophes and dashes."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(TYPOGRAPHY)).casefold().split())


def contains(text: str, wanted: str) -> bool:
    """Whether the normalised text holds the wanted words; up to three letters or digits match as a whole word."""
    needle = normalise(wanted)
    if needle.isalnum() and len(needle) <= 3:
        return re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text) is not None
    return bool(needle) and needle in text


def meets(entry: str, answer: str) -> bool:
    """Whether an answer states a key fact in any of its accepted wordings."""
    text = normalise(answer)
    return any(contains(text, alternative) for alternative in entry.split(" | "))


def phone_numbers(text: str) -> list[str]:
    """The Danish telephone numbers in a text, web addresses left aside."""
    return [match[0] for match in PHONE.finditer(WEB_ADDRESS.sub(" ", text))]


def says_the_same(stated: str, truth: str) -> bool:
    """Whether two values agree: one holds the other, or half the words of the shorter are in the longer."""
    one, other = normalise(stated), normalise(truth)
    if not one or not other:
        return False
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return one in other or other in one or 2 * len(shorter & longer) >= max(len(shorter), 1)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
