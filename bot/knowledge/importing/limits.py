"""Refuses a file before it is opened when opening it could fill the machine."""

import zipfile
from pathlib import Path

from bot.domain import UnreadableDocument

MAX_BYTES = 25_000_000
MAX_PAGES = 500
_MAX_UNPACKED_BYTES = 250_000_000
_MAX_PARTS = 5_000


def check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableDocument(
            f"{path.name} is {size / 1e6:.0f} MB; {MAX_BYTES / 1e6:.0f} MB is the limit: divide it or shrink its images"
        )
    if size == 0:
        raise UnreadableDocument(f"{path.name} is empty; save it again with its text")


def check_pages(path: Path, pages: int) -> None:
    if pages > MAX_PAGES:
        raise UnreadableDocument(f"{path.name} has {pages} pages; {MAX_PAGES} is the limit: divide it")


def check_archive(path: Path) -> None:
    """A Word file is a zip archive: look at its sizes before unpacking it."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        # A Word file with a password is no zip archive either.
        raise UnreadableDocument(
            f"{path.name} is not a readable Word file; remove its password, or save it as .docx again"
        ) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MAX_UNPACKED_BYTES or len(parts) > _MAX_PARTS:
        raise UnreadableDocument(f"{path.name} unpacks to {unpacked / 1e6:.0f} MB in {len(parts)} parts; divide it")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument(f"{path.name} is encrypted; remove its password")
