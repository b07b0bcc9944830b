"""Walks through a file of packed little-endian values."""

import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]


@dataclass(slots=True)
class Cursor:
    content: Bytes
    at: int = field(kw_only=True)

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self.content.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def block(self, size: int) -> Bytes:
        self.at += size
        return self.content[self.at - size : self.at]
