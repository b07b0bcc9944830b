"""What the leaning learnt of an index's examples, learnt once and read at every later start."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.domain import Language

from .arrays import Floats
from .leaning import SETTINGS, Leaning, Shares, is_example
from .surfaces import Surface
from .whole_file import replace_file

logger = logging.getLogger(__name__)

# Raise it when the way of learning changes; its settings are part of what a file is kept by.
VERSION = 1


def open_leaning(surfaces: Sequence[Surface], vectors: Floats, *, folder: Path) -> Leaning | None:
    """As learnt before from the very same examples, else learnt now and kept beside the index in `folder`.

    None where there is nothing to tell apart. Where nothing can be written it is kept in memory.
    """
    file = folder.with_name(f"{folder.name}-leaning") / f"{_digest(surfaces, vectors)}.npz"
    try:
        return Leaning.learn(surfaces, vectors, shares=_read(file))
    except (OSError, ValueError, EOFError, BadZipFile):
        leaning = Leaning.learn(surfaces, vectors)
    if leaning is None:
        return None
    logger.info("leaning.learnt", extra={"languages": len(leaning.languages)})
    try:
        _write(file, leaning.shares)
    except OSError as error:
        logger.warning("leaning.not_stored", extra={"reason": type(error).__name__})
    return leaning


def _read(file: Path) -> Shares:
    with file.open("rb") as stored, np.load(stored) as arrays:
        return {Language(name): arrays[name] for name in arrays.files}


def _write(file: Path, shares: Shares) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    arrays = {language.value: share for language, share in shares.items()}
    replace_file(file, lambda out: np.savez(out, allow_pickle=False, **arrays))
    for old in file.parent.glob("*.npz"):
        if old != file:
            old.unlink(missing_ok=True)


def _digest(surfaces: Sequence[Surface], vectors: Floats) -> str:
    digest = hashlib.sha256(f"{VERSION}\0{SETTINGS}\0".encode())
    for surface, vector in zip(surfaces, vectors, strict=True):
        if is_example(surface):
            kind = f"{surface.passage.language}\0{surface.passage.boundary}\0{surface.is_lookalike}"
            digest.update(f"{kind}\0{surface.text}\0".encode("utf-8", "replace"))
            digest.update(vector.tobytes())
    return digest.hexdigest()[:32]
