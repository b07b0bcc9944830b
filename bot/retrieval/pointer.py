"""The pointer says which index is served; replacing it is the moment a new index goes live."""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "current.json"

# Chroma rewrites its database and lengths file merely by opening them; of those only the size must not shrink.
_RESTLESS = {"chroma.sqlite3", "length.bin"}


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


def write_pointer(folder: Path, pointer: Pointer) -> None:
    draft = folder / f"{FILE}.{uuid.uuid4().hex}.tmp"
    try:
        draft.write_text(json.dumps(asdict(pointer), indent=1), encoding="utf-8")
        draft.replace(folder / FILE)
    finally:
        draft.unlink(missing_ok=True)


def seal(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): _seal(file) for file in sorted(folder.rglob("*")) if file.is_file()}


def is_sound(folder: Path, seals: dict[str, str]) -> bool:
    """Whether Chroma may open the folder: on a truncated header it takes the whole process down."""
    try:
        return all(_still_fits(folder / name, expected) for name, expected in seals.items())
    except OSError:
        return False


def _still_fits(file: Path, expected: str) -> bool:
    if file.name in _RESTLESS:
        return file.stat().st_size >= int(expected)
    return _seal(file) == expected


def _seal(file: Path) -> str:
    if file.name in _RESTLESS:
        return str(file.stat().st_size)
    return hashlib.sha256(file.read_bytes()).hexdigest()
