"""Which try it is at something that was accepted, and what an earlier one has begun."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Begun:
    """A message that was to grow: its ts, or only its first words where Slack has not said which message it is."""

    ts: str = ""
    words: str = ""

    @classmethod
    def read(cls, kept: object) -> Self | None:
        """As it was kept with the event; None where nothing was begun."""
        return cls(**kept) if isinstance(kept, dict) else None


Keep = Callable[[Begun], Awaitable[None]]


async def keep_nothing(begun: Begun) -> None:
    """For what nobody would take up after us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """`may_be_there`: an earlier one may have posted it. `keep` tells a later one what this one begins."""

    may_be_there: bool = False
    begun: Begun | None = None
    keep: Keep = keep_nothing


FIRST = Attempt()
