"""What a run was made of: the commit, and hashes of everything that can change a score."""

import hashlib
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings

from .cases import DATASETS
from .embedders import LOCAL
from .house import DAY
from .playing import PERSONAS
from .runs import QUOTED, Stamp

ROOT = Path(__file__).parent.parent


def stamp_of(settings: Settings, *, embedder: str = LOCAL, judge: str = "") -> Stamp:
    return Stamp(
        commit=_commit(),
        knowledge=hash_of([settings.knowledge_dir]),
        model=settings.llm.model or QUOTED,
        prompts=hash_of([settings.prompts_dir]),
        datasets=hash_of([DATASETS, PERSONAS]),
        day=DAY.isoformat(),
        embedder=embedder,
        judge=judge or "none",
        started=datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 - when, not what
    )


def hash_of(folders: Iterable[Path]) -> str:
    """Changes when any file below the folders does."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _commit() -> str:
    commit = _git("rev-parse", "--short=12", "HEAD")
    return f"{commit}+changes" if commit and _git("status", "--porcelain") else commit or "unknown"


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
