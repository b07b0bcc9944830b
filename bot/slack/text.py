"""Words in and out of Slack: nothing anyone wrote can mention, link or break what stands around it."""

import html
import re
from datetime import datetime

CUT = "…"
_ENTITY = re.compile(r"<([^<>]*)>")
# An underscore inside a word is an underscore to Markdown as well, and addresses stay whole.
_MARKS = re.compile(r"[\\`*~\[\]|]|(?<![^\W_])_|_(?![^\W_])|^[#+\-=]")
_LISTED = re.compile(r"^(\d{1,9})([.)])")


def escaped(text: str) -> str:
    """Text for a mrkdwn or markdown object: the three characters by which Slack knows its own marks are neutral."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def markdown(text: str) -> str:
    """One line for Slack's Markdown that is read as it stands: neither its marks nor Slack's own mean anything."""
    return _LISTED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", escaped(" ".join(text.split()))))


def cut(text: str, most: int) -> str:
    """At most `most` characters, with a sign where something is left out."""
    return text if len(text) <= most else text[: most - len(CUT)].rstrip() + CUT


def cut_escaped(text: str, most: int) -> str:
    """Escaped text of at most `most` characters, never cut inside an entity."""
    shown = escaped(text)
    while len(shown) > most:
        text = text[: max(len(text) - max((len(shown) - most) // 5, 1) - 1, 0)].rstrip()
        shown = escaped(text) + CUT
    return shown


def quoted(text: str, most: int) -> str:
    """Escaped text as a quotation, line for line."""
    lines = text.strip().split("\n")
    return "\n".join(f"> {line}" for line in cut_escaped("\n".join(lines), most - 2 * len(lines)).split("\n"))


def moment(at: datetime) -> str:
    """A time in the reader's own zone; UTC where the client cannot show it."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{at:%Y-%m-%d %H:%M} UTC>"


def spoken(text: str) -> str:
    """What somebody typed in Slack as plain words: mentions and links as they were shown, entities undone."""
    return html.unescape(_ENTITY.sub(_shown, text)).strip()


def _shown(found: re.Match[str]) -> str:
    target, _, label = found[1].partition("|")
    if target.startswith("!date^"):
        return label
    if target.startswith("@"):
        return f"@{label}" if label else ""
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!"):
        return f"@{label or target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:")
    return f"{label} ({address})" if label and label != address else address
