"""Files a finished draft as a card, once the whole folder with it passes every check."""

import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.domain import ConfigurationError

from .card_text import split_front_matter
from .checks import check_knowledge
from .findings import Finding, Severity
from .record import mapping
from .yaml_files import parse_yaml, read_text

_MARKS = re.compile(r"^(?:#.*|draft:.*|gap:.*)\n", re.MULTILINE)
_GAP = re.compile(r"[0-9a-f]{8}")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A card's text without the marks of a draft, where it belongs, and which gaps it fills."""

    card_id: str
    topic: str
    gaps: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        return f"cards/{self.topic}/{self.card_id}.md"


def read_draft(path: Path, *, findings: list[Finding]) -> Finished | None:
    """None where it cannot be placed; the findings say why."""
    text = read_text(path, where=path.name, findings=findings)
    parts = split_front_matter(text) if text is not None else None
    values = mapping(parse_yaml(parts.yaml, where=path.name, findings=findings, first_line=2)) if parts else None
    if parts is None or values is None:
        if not findings:
            findings.append(Finding(path.name, "has no front matter", "start from `indgang gaps draft ID --to FILE`"))
        return None
    card_id, topic = str(values.get("id") or ""), str(values.get("topic") or "")
    for key, value in (("id", card_id), ("topic", topic)):
        if not _ID.fullmatch(value):
            fix = f"write {key}: in small letters a-z, figures and hyphens, such as imaging-insurance"
            findings.append(Finding(path.name, f"its {key} is {value!r}", fix))
    if findings:
        return None
    body = f"---\n{_MARKS.sub('', parts.yaml)}---\n{parts.rest}"
    gaps = tuple(_GAP.findall(str(values.get("gap") or "")))
    return Finished(card_id=card_id, topic=topic, gaps=gaps, text=body)


def check_finished(card: Finished, folder: Path, *, today: date) -> list[Finding]:
    """What `indgang check` would find with the card in the folder and does not find without it, errors first."""
    if (folder / card.place).exists():
        return [Finding(card.place, "there is such a card already", "write another id, or edit that card instead")]
    before = set(check_knowledge(folder, today=today))
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "knowledge"
        shutil.copytree(folder, copy)
        (copy / card.place).parent.mkdir(parents=True, exist_ok=True)
        (copy / card.place).write_text(card.text, encoding="utf-8")
        return [finding for finding in check_knowledge(copy, today=today) if finding not in before]


def file_card(card: Finished, folder: Path) -> Path:
    """Put it in the folder, whole or not at all.

    Raises:
        ConfigurationError: the folder cannot be written.
    """
    path = folder / card.place
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(card.text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise ConfigurationError(
            f"cannot write {path}: {error.strerror}; set INDGANG_KNOWLEDGE_DIR to a folder of your own"
        ) from error
    return path


def errors_in(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]
