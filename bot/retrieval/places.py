"""Where an index lies: in a folder of its own, or on a Chroma server that several replicas share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .arrays import Floats
from .pointer import Pointer, read_pointer
from .surfaces import Surface
from .vector_index import read_vectors, write_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The index that belongs to these texts and this embedder, and no other."""

    content: str
    embedder: str
    dimension: int

    def is_it(self, pointer: Pointer) -> bool:
        return (pointer.content, pointer.embedder, pointer.dimension) == (self.content, self.embedder, self.dimension)


class IndexPlace(Protocol):
    """Blocking; call it off the event loop."""

    def served(self, wanted: Wanted) -> Pointer | None:
        """The newest proved index of what is wanted, if there is one."""
        ...

    def write(self, surfaces: Sequence[Surface], vectors: Floats, *, embedder: str) -> Pointer:
        """Build beside what is served, prove it, then switch in one step. Raises IndexDamaged; the old one stays."""
        ...

    def read(self, surfaces: Sequence[Surface], pointer: Pointer) -> Floats:
        """The vector of every surface, in order. Raises IndexDamaged."""
        ...


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """One machine: Chroma's files, sealed."""

    folder: Path

    def served(self, wanted: Wanted) -> Pointer | None:
        pointer = read_pointer(self.folder)
        return pointer if pointer and wanted.is_it(pointer) else None

    def write(self, surfaces: Sequence[Surface], vectors: Floats, *, embedder: str) -> Pointer:
        return write_index(surfaces, vectors, embedder=embedder, folder=self.folder)

    def read(self, surfaces: Sequence[Surface], pointer: Pointer) -> Floats:
        return read_vectors(surfaces, pointer=pointer, folder=self.folder)
