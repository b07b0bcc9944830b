"""Which workspaces installed Indgang, and the one-use words by which an installation is known to have begun here."""

from datetime import datetime
from typing import Protocol

from bot.domain import Installation


class Installations(Protocol):
    """Kept with their tokens sealed: nothing that is stored opens without the operator's key."""

    async def save(self, installation: Installation) -> None:
        """Keep it in place of an earlier one of the same workspace."""
        ...

    async def get(self, team_id: str) -> Installation | None: ...

    async def all(self) -> list[Installation]:
        """Every one that stands, the first to install first."""
        ...

    async def first(self) -> str:
        """The workspace that has had it longest; empty where there is none."""
        ...

    async def remove(self, team_id: str, *, told_at: datetime) -> bool:
        """Forget it and its token, unless it was installed anew after `told_at`. False where nothing was removed."""
        ...

    async def reseal(self) -> int:
        """Seal by the first key what an older one sealed; how many there were."""
        ...


class States(Protocol):
    async def issue(self) -> str:
        """A word that nobody else can make."""
        ...

    async def consume(self, state: str) -> bool:
        """True once, while it is fresh, for a word that was issued here."""
        ...
