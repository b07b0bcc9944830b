"""Where imported documents are kept, and what can become of a file on its way there."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain import Language, Passage


class Documents(Protocol):
    """Where imported documents are kept."""

    async def put(
        self,
        document_id: str,
        *,
        file_name: str,
        content_hash: str,
        title: str,
        language: Language,
        passages: Sequence[Passage],
    ) -> None: ...

    async def hashes(self) -> dict[str, str]:
        """The content hash of every document, by its id."""
        ...

    async def remove(self, document_id: str) -> None: ...


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file. `reason` says why it was refused, and what to do."""

    file_name: str
    document_id: str
    change: Change
    passages: int = 0
    reason: str = ""
