"""Runs the e5 encoder through onnxruntime: texts in, pooled unit vectors out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
from tokenizers import Tokenizer, models, pre_tokenizers

from .vocabulary import Vocabulary
from .weights import Floats, Weights

# Enough to keep two cores busy; twice as much is no faster and holds a hundred megabytes more.
BATCH_TOKENS = 2048

_SPACES = re.compile(" {2,}")


class Session(Protocol):
    """The one call of onnxruntime we make; the library itself carries no types."""

    def run(self, output_names: Sequence[str], input_feed: Mapping[str, Floats]) -> Sequence[Floats]: ...


def open_session(graph: Path, *, threads: int) -> Session:
    runtime: Any = onnxruntime
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that spin while they wait take the cores from whatever comes between two questions.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The arena keeps what the longest batch ever needed; giving it back costs no time that could be measured.
    options.enable_cpu_mem_arena = False
    session: Session = runtime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    return session


class Encoder:
    """A text longer than the model's window becomes the mean of its windows, weighted by their length."""

    def __init__(self, weights: Weights, session: Session) -> None:
        self._weights = weights
        self._session = session
        self._hidden = weights.shape.hidden
        self._tokenizer = _tokenizer(weights.vocabulary)
        self._normalised = str.maketrans(weights.vocabulary.normalised)
        self._positions = weights.vector("emb.pos").reshape(-1, self._hidden)
        self._type = weights.vector("emb.type")[: self._hidden]

    def embed(self, texts: Sequence[str]) -> Floats:
        sums = np.zeros((len(texts), self._hidden), np.float32)
        for row, _, states in self._run(texts):
            sums[row] += max(1, len(states) - 2) * states.mean(axis=0)
        unit: Floats = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit

    def states(self, texts: Sequence[str], *, prefix: str) -> list[Floats]:
        """The final hidden states [tokens, hidden] of each text's own word pieces; `prefix` leads every text."""
        found = [np.zeros((0, self._hidden), np.float32) for _ in texts]
        skipped = self._skipped(prefix)
        for row, is_first, states in self._run(texts):
            # What a later window says is left to the vector: states are for telling near candidates apart.
            if is_first:
                found[row] = states[skipped:-1]
        return found

    def read(self, text: str, *, prefix: str) -> tuple[Floats, Floats]:
        """A text's unit vector and its states, for the price of one where it fits the window."""
        [(_, _, states), *rest] = self._run([text])
        if rest:
            return self.embed([text])[0], self.states([text], prefix=prefix)[0]
        pooled = states.mean(axis=0)
        return pooled / np.linalg.norm(pooled), states[self._skipped(prefix) : -1]

    def _skipped(self, prefix: str) -> int:
        """How many tokens come before a text's own: the begin mark and the prefix's."""
        led, bare = (len(next(self._windows(text))) for text in (f"{prefix}x", "x"))
        return 1 + led - bare

    def _run(self, texts: Sequence[str]) -> Iterator[tuple[int, bool, Floats]]:
        """Every window's states [tokens, hidden], with its text's row and whether it is that text's first window."""
        windows = [
            (row, place == 0, window)
            for row, text in enumerate(texts)
            for place, window in enumerate(self._windows(text))
        ]
        for batch in _batches(sorted(windows, key=lambda each: len(each[2]))):
            states = self._encode([window for _, _, window in batch])
            for (row, is_first, window), each in zip(batch, states, strict=True):
                yield row, is_first, each[: len(window)]

    def _windows(self, text: str) -> Iterator[list[int]]:
        words = self._weights.vocabulary
        size = self._weights.shape.positions - 2
        cleaned = _SPACES.sub(" ", text.translate(self._normalised))
        ids = self._tokenizer.encode(cleaned, add_special_tokens=False).ids
        for start in range(0, max(1, len(ids)), size):
            yield [words.begin, *ids[start : start + size], words.end]

    def _encode(self, windows: Sequence[Sequence[int]]) -> Floats:
        longest = max(map(len, windows))
        ids = np.full((len(windows), longest), self._weights.vocabulary.padding, np.int64)
        mask = np.zeros((len(windows), longest), np.float32)
        for row, window in enumerate(windows):
            ids[row, : len(window)] = window
            mask[row, : len(window)] = 1
        embedded: Floats = self._weights.word_vectors(ids) + self._positions[:longest] + self._type
        ignored: Floats = ((1 - mask) * -1e9)[:, None, None, :].astype(np.float32)
        [states] = self._session.run(["y"], {"x": embedded, "mask": ignored})
        return states


def _tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    return tokenizer


def _batches(windows: Iterable[tuple[int, bool, list[int]]]) -> Iterator[list[tuple[int, bool, list[int]]]]:
    """Windows sorted by length, cut so that a padded batch stays within the budget."""
    batch: list[tuple[int, bool, list[int]]] = []
    for each in windows:
        if batch and (len(batch) + 1) * len(each[2]) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch
