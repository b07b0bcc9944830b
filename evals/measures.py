"""What a scorer is: a small function from a case and its record to a mark, with a name and what it is good for."""

from collections.abc import Callable
from dataclasses import dataclass

from .cases import Case
from .records import Record


@dataclass(frozen=True, slots=True)
class Mark:
    """How well a case did, 0 to 1, and why it is not 1: the line a reader of the report needs."""

    value: float
    why: str = ""

    @classmethod
    def of(cls, holds: bool, why: str = "") -> "Mark":
        """All or nothing."""
        return cls(1.0) if holds else cls(0.0, why)


Judging = Callable[[Case, Record], Mark | None]
"""None where the measure does not apply to the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A scorer. `gates`: a drop against the baseline stops a release. `is_promise`: one case below 1 stops it."""

    name: str
    title: str
    judge: Judging
    gates: bool = True
    is_promise: bool = False
    is_seconds: bool = False
    """The value is in seconds, less is better, and it only informs."""
