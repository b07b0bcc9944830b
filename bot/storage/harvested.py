"""Files beside the database that hold what people wrote: harvested rows, and whatever else is found there."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.domain import ConversationId

_AT_ONCE = 1 << 20


def harvest_label(conversation_id: str) -> str:
    """What the ids of a conversation's harvested rows begin with; who has only the row can't find the conversation."""
    return f"H-{sha256(conversation_id.encode()).hexdigest()[:12]}-"


def drop_harvested(folder: Path, ids: Sequence[ConversationId]) -> dict[Path, int]:
    """Take the conversations' rows out of every JSONL file in a folder. How many went, by file."""
    labels = tuple(f'"{harvest_label(each)}' for each in ids)
    dropped: dict[Path, int] = {}
    for file in _files(folder):
        if file.suffix != ".jsonl" or not labels:
            continue
        lines = file.read_text(encoding="utf-8", errors="surrogateescape").splitlines(keepends=True)
        kept = [line for line in lines if not any(label in line for label in labels)]
        if len(kept) < len(lines):
            part = file.with_name(f"{file.name}.part")
            part.write_text("".join(kept), encoding="utf-8", errors="surrogateescape")
            part.replace(file)
            dropped[file] = len(lines) - len(kept)
    return dropped


def files_with(folder: Path, words: Sequence[str]) -> list[Path]:
    """Files in a folder whose bytes hold any of these words, plain or as JSON writes them, in either case of a-z."""
    sought = {form.lower() for each in words if each for form in (each.encode(), json.dumps(each)[1:-1].encode())}
    return [file for file in _files(folder) if sought and _holds(file, sought)]


def _holds(file: Path, sought: set[bytes]) -> bool:
    overlap, tail = max(map(len, sought)) - 1, b""
    with file.open("rb") as opened:
        while block := opened.read(_AT_ONCE):
            shown = tail + block.lower()
            if any(each in shown for each in sought):
                return True
            tail = shown[-overlap:] if overlap else b""
    return False


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


@dataclass(frozen=True, slots=True)
class Ledger:
    """Which conversations were erased, by id, beside the database: a restored copy must not bring them back."""

    file: Path

    @classmethod
    def beside(cls, data_dir: Path) -> "Ledger":
        return cls(data_dir / "erasures.jsonl")

    def note(self, line: dict[str, Any]) -> None:
        """On disk when this returns."""
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.file.open("a", encoding="utf-8") as opened:
            opened.write(json.dumps(line, ensure_ascii=False) + "\n")
            opened.flush()
            os.fsync(opened.fileno())

    def erased(self) -> list[ConversationId]:
        if not self.file.is_file():
            return []
        lines = self.file.read_text(encoding="utf-8").splitlines()
        return [ConversationId(each) for line in lines if line for each in json.loads(line)["conversations"]]
