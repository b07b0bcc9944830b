"""The addresses a text states: e-mail, pages, and telephone numbers, which are never shown."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s)\]>\"”»]+"
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:dk|com|org|eu|net|io|info|gov|nu|ai|health|int|uk|app|dev)\b(?:/[^\s)\]>\"”»]*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\+45\s?)?\d{2}([\s.-])\d{2}\1\d{2}\1\d{2}(?![\d.,]*\d)|\+\d{1,3}[\s-]?(?:\d[\s-]?){5,}\d"
)


def phones(text: str) -> list[str]:
    return [match.group() for match in _PHONE.finditer(text)]


def addresses(text: str) -> dict[str, str]:
    """Each address as written, and in one spelling: small letters, no `https://www.`, no full stop after it."""
    return {found: _plain(found) for found in _EMAIL.findall(text) + _URL.findall(without_emails(text))}


def sites(text: str) -> set[str]:
    """The sites of the pages a text names: who names a page names its site."""
    return {_plain(found).partition("/")[0] for found in _URL.findall(without_emails(text))}


def without_addresses(text: str) -> str:
    return _URL.sub(" ~ ", without_emails(text))


def without_emails(text: str) -> str:
    return _EMAIL.sub(" ~ ", text)


def _plain(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.casefold()).rstrip(".,;:!?/")
