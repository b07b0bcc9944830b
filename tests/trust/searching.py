"""Looks for a CPR number in bytes: as it was written, without its separators, and as encodings would hide it."""

import base64
import json
import re
from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote


class Numbers:
    """Hands out fictional numbers, and knows them all again."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def new(self) -> str:
        number = f"0102{len(self.given) % 90 + 10:02}-{7100 + len(self.given)}"
        self.given.append(number)
        return number

    def found_in(self, content: bytes) -> list[str]:
        return [number for number in self.given if any(form in content for form in _forms(number))]


def _forms(number: str) -> set[bytes]:
    forms = {number, number.replace("-", ""), quote(number.replace("-", " ")), json.dumps(number)[1:-1]}
    encoded = {form.encode() for form in forms} | {form.encode("utf-16-le") for form in forms}
    # Base64 shifts with its place; the middle of it is the same in one of three.
    shifted = {base64.b64encode(b" " * shift + number.encode())[4:-4] for shift in range(3)}
    return encoded | shifted


def files_with(numbers: Numbers, folder: Path) -> dict[str, list[str]]:
    """Every file that holds one, by its name; a name that holds one counts as well."""
    found = {
        str(path.relative_to(folder)): numbers.found_in(path.read_bytes() + str(path).encode())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {name: held for name, held in found.items() if held}


def letters_with(numbers: Numbers, letters: Iterable[EmailMessage]) -> list[str]:
    """As they went over the wire, and as a reader sees them."""
    held: list[str] = []
    for letter in letters:
        read = "".join(str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text")
        held += numbers.found_in(letter.as_bytes() + read.encode() + str(letter.items()).encode())
    return held


def is_masked(text: str) -> bool:
    return "[CPR]" in text and not re.search(r"\d{4}", text)
