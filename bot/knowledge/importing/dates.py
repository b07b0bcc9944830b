"""Reads the day a document speaks for out of its title or its file's name."""

import re
from datetime import date

from bot.knowledge.calendars import MONTHS

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_DANISH = re.compile(r"(?<!\d)(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>(?:19|20)\d\d)(?!\d)")
_WORDS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\.?\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)


def first_date(text: str) -> date | None:
    """The first day written out in the text, in ISO, Danish or English form."""
    found = [match for pattern in (_ISO, _DANISH, _WORDS) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        month = match["month"].lower()
        try:
            return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
        except ValueError:
            continue
    return None
