"""The pointer says which index is served; replacing it is the moment a new index goes live."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from .whole_file import replace_file

FILE = "current.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """`seals` are what Chroma's files looked like when the index was proved: a damaged one is never opened."""

    collection: str
    content: str
    embedder: str
    dimension: int
    surfaces: int
    seals: dict[str, str]


def read_pointer(folder: Path) -> Pointer | None:
    """The served index, or None if there is none to be read."""
    try:
        return Pointer(**json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def switch_to(pointer: Pointer, *, folder: Path) -> None:
    """Serve another index from now on, and remove what was there before the one served until now."""
    before = _written_at(folder)
    replace_file(folder / FILE, lambda out: out.write(json.dumps(asdict(pointer), indent=1).encode()))
    for old in folder.iterdir():
        # A younger folder may be one that another process is still filling.
        if old.is_dir() and old.name != pointer.collection and old.stat().st_mtime <= before:
            shutil.rmtree(old, ignore_errors=True)


def _written_at(folder: Path) -> float:
    try:
        return (folder / FILE).stat().st_mtime
    except OSError:
        return 0.0


def seal(folder: Path) -> dict[str, str]:
    """What every file of the folder looks like."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
