"""Token states in files of their own, made once for the passages they belong to and read where they lie."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from bot.domain import Language, Passage
from bot.ports import Embedder

from .arrays import Floats
from .common_questions import COMMON_QUESTIONS
from .surfaces import Surface, document_passages, text_of
from .token_states import Bytes, Projection, TokenReader, TokenStates
from .whole_file import replace_file

logger = logging.getLogger(__name__)

# Raise it when the files or the common questions change: old ones are then made anew.
VERSION = 3
SAMPLE = 256
BATCH = 64


def states_beside(folder: Path) -> StateStore:
    """Where the states of an index lie: not in its folder, where whatever is not served is removed."""
    return StateStore(folder=folder.with_name(f"{folder.name}-states"))


def open_states(surfaces: Sequence[Surface], *, embedder: Embedder, folder: Path) -> TokenStates | None:
    """The states of an index's documents; None where there are none or the embedder cannot show them."""
    passages = document_passages(surfaces)
    if not passages or not isinstance(embedder, TokenReader):
        return None
    return states_beside(folder).open(passages, reader=embedder, embedder=embedder.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateStore:
    """`folder` holds the states of one set of passages: `<digest>.npy` the pieces, `<digest>.npz` all else."""

    folder: Path

    def open(self, passages: Sequence[Passage], *, reader: TokenReader, embedder: str) -> TokenStates:
        """The stored states, else computed and stored; where nothing can be written they are kept in memory."""
        digest = _digest(passages, embedder)
        try:
            return self._load(digest, len(passages))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            logger.info("states.computed", extra={"passages": len(passages)})
        states = compute_states(passages, reader)
        try:
            self._save(digest, states)
        except OSError as error:
            logger.warning("states.not_stored", extra={"reason": type(error).__name__})
        return states

    def _load(self, digest: str, passages: int) -> TokenStates:
        pieces: Bytes = np.load(self.folder / f"{digest}.npy", mmap_mode="r")
        with (self.folder / f"{digest}.npz").open("rb") as file, np.load(file) as stored:
            projection = Projection(
                basis=stored["basis"],
                text_means=_means(stored, "text"),
                question_means=_means(stored, "question"),
            )
            starts = stored["starts"]
        if len(starts) != passages + 1 or starts[-1] != len(pieces):
            raise ValueError("these are the states of other passages")
        return TokenStates(projection=projection, starts=starts, pieces=pieces)

    def _save(self, digest: str, states: TokenStates) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        before = [file for file in self.folder.glob("*.np?") if file.stem != digest]
        projection = states.projection
        kinds = {"text": projection.text_means, "question": projection.question_means}
        means: dict[str, Any] = {
            f"{kind}_{language}": mean for kind, held in kinds.items() for language, mean in held.items()
        }
        replace_file(self.folder / f"{digest}.npy", lambda out: np.save(out, states.pieces))
        replace_file(
            self.folder / f"{digest}.npz",
            lambda out: np.savez(out, basis=projection.basis, starts=states.starts, **means),
        )
        for old in before:
            old.unlink(missing_ok=True)


def compute_states(passages: Sequence[Passage], reader: TokenReader) -> TokenStates:
    """Passes the passages through the encoder, some at a time; what they differ in is learnt from a sample."""
    projection = _learn(passages, reader)
    lengths: list[int] = [0]
    pieces: list[Bytes] = []
    for batch in _batches(passages):
        for passage, states in zip(batch, reader.passage_states([text_of(each) for each in batch]), strict=True):
            pieces.append(projection.passage(states, passage.language))
            lengths.append(len(states))
    return TokenStates(projection=projection, starts=np.cumsum(lengths, dtype=np.int64), pieces=np.vstack(pieces))


def _learn(passages: Sequence[Passage], reader: TokenReader) -> Projection:
    texts: dict[Language, list[Floats]] = {}
    for language in Language:
        held = [passage for passage in passages if passage.language is language]
        if held:
            places = [int(place) for place in np.linspace(0, len(held) - 1, min(SAMPLE, len(held)))]
            texts[language] = reader.passage_states([text_of(held[place]) for place in places])
    questions = {
        language: [reader.read_query(text)[1] for text in written] for language, written in COMMON_QUESTIONS.items()
    }
    common = {language: reader.passage_states(COMMON_QUESTIONS[language]) for language in texts}
    return Projection.of(texts, questions=questions, common=common)


def _batches(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    return (passages[start : start + BATCH] for start in range(0, len(passages), BATCH))


def _digest(passages: Sequence[Passage], embedder: str) -> str:
    digest = hashlib.sha256(f"{VERSION}\0{embedder}\0".encode())
    for passage in passages:
        digest.update(f"{passage.id}\0{passage.language}\0{text_of(passage)}\0".encode("utf-8", "replace"))
    return digest.hexdigest()[:32]


def _means(stored: np.lib.npyio.NpzFile, kind: str) -> dict[Language, Floats]:
    return {language: stored[f"{kind}_{language}"] for language in Language if f"{kind}_{language}" in stored.files}
