"""Takes out of a document what Indgang never shows: telephone numbers and politicians' addresses."""

import re
from collections.abc import Collection

from bot.knowledge.phones import tidy, without_phone_numbers

from .document import Block, Heading, Paragraph, Table


def hide(block: Block, *, addresses: Collection[str]) -> Block | None:
    """The block without them; None when nothing else stood in it."""
    match block:
        case Heading(level, text):
            shown = _hide_text(text, addresses)
            return Heading(level, shown) if shown else None
        case Paragraph(text):
            shown = _hide_text(text, addresses)
            return Paragraph(shown) if shown else None
        case Table(header, rows):
            shown_rows = tuple(tuple(_hide_text(cell, addresses) for cell in row) for row in rows)
            return Table(tuple(_hide_text(cell, addresses) for cell in header), shown_rows)


def _hide_text(text: str, addresses: Collection[str]) -> str:
    shown = without_phone_numbers(text)
    for address in addresses:
        if "@" not in address or address.lower() not in shown.lower():
            continue
        pattern = re.compile(rf"(?:e-?mail:?\s*)?<?{re.escape(address)}>?", re.IGNORECASE)
        lines = (tidy(pattern.sub("", line)) if pattern.search(line) else line for line in shown.split("\n"))
        shown = "\n".join(line for line in lines if line is not None)
    return shown.strip()
