"""Takes a card's file apart: front matter, then one `## da:` and one `## en:` text."""

import re
from dataclasses import dataclass

from bot.domain import Language

from .record import Record

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)^---[ \t]*$\n?(.*)\Z", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^##[ \t]+(.*)$", re.MULTILINE)
_TITLE = re.compile(r"(da|en):[ \t]*(.+)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the first two `---` lines, and what follows."""

    yaml: str
    rest: str


@dataclass(frozen=True, slots=True)
class CardText:
    title: str = ""
    body: str = ""


def split_front_matter(text: str) -> FrontMatter | None:
    match = _FRONT_MATTER.match(text)
    return FrontMatter(match[1], match[2]) if match else None


def read_texts(record: Record, body: str) -> dict[Language, CardText]:
    """The text of each language, empty where it is missing; whatever else stands there is noted."""
    parts = _HEADING.split(body)
    if parts[0].strip():
        record.note("has text before the first language", "move it under `## da: …` or `## en: …`")
    texts = dict[Language, CardText]()
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        match = _TITLE.fullmatch(heading.strip())
        if match is None or Language(match[1]) in texts:
            record.note(f"unexpected heading {heading.strip()!r}", "keep one `## da: title` and one `## en: title`")
            continue
        texts[Language(match[1])] = CardText(match[2].strip(), text.strip())
    for language in Language:
        if not texts.setdefault(language, CardText()).body:
            record.note(f"has no text in {language!s}", f"write it under `## {language}: title`")
    return texts
