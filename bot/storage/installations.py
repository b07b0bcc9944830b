"""Workspaces that installed Indgang, their tokens sealed; and the words that began an installation, each used once."""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from bot.domain import Installation
from bot.ports import Clock

from .database import Database
from .inserting import insert_or_ignore
from .installation_tables import installations, used_states
from .rows import AnyRow
from .sealing import Sealer

logger = logging.getLogger(__name__)
STATE_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlInstallations:
    database: Database
    clock: Clock
    sealer: Sealer

    async def save(self, installation: Installation) -> None:
        is_it = installations.c.team_id == installation.team_id
        async with self.database.writing() as connection:
            since = await connection.scalar(select(installations.c.since).where(is_it))
            await connection.execute(delete(installations).where(is_it))
            row = {
                "team_id": installation.team_id,
                "team_name": installation.team_name,
                "enterprise_id": installation.enterprise_id,
                "bot_user": installation.bot_user,
                "bot_id": installation.bot_id,
                "scopes": sorted(installation.scopes),
                "sealed_token": self.sealer.seal(installation.token, at=self.clock.now()),
                "since": since or installation.installed_at,
                "installed_at": installation.installed_at,
            }
            await connection.execute(insert(installations).values(row))

    async def get(self, team_id: str) -> Installation | None:
        async with self.database.reading() as connection:
            query = select(installations).where(installations.c.team_id == team_id)
            row = (await connection.execute(query)).first()
        return self._from(row) if row else None

    async def all(self) -> list[Installation]:
        async with self.database.reading() as connection:
            query = select(installations).order_by(installations.c.since, installations.c.team_id)
            return [self._from(row) for row in await connection.execute(query)]

    async def first(self) -> str:
        async with self.database.reading() as connection:
            query = select(installations.c.team_id).order_by(installations.c.since, installations.c.team_id).limit(1)
            return await connection.scalar(query) or ""

    async def remove(self, team_id: str, *, told_at: datetime) -> bool:
        is_it = installations.c.team_id == team_id
        async with self.database.writing() as connection:
            # Slack tells the second; one that was installed within it is the one that was removed.
            is_older = installations.c.installed_at < told_at + timedelta(seconds=1)
            removed = await connection.execute(delete(installations).where(is_it, is_older))
        # SQLite's log would hold the old page for a while; sealed, but it need not stand there at all.
        await self.database.wipe_log()
        return removed.rowcount == 1

    async def reseal(self) -> int:
        changed = 0
        async with self.database.writing() as connection:
            for row in list(await connection.execute(select(installations))):
                token = self.sealer.open(row.sealed_token)
                if token is None or self.sealer.is_sealed_by_the_first(row.sealed_token):
                    continue
                sealed = self.sealer.seal(token, at=self.clock.now())
                is_it = installations.c.team_id == row.team_id
                await connection.execute(update(installations).where(is_it).values(sealed_token=sealed))
                changed += 1
        return changed

    def _from(self, row: AnyRow) -> Installation:
        token = self.sealer.open(row.sealed_token)
        if token is None:
            logger.error("slack.token_unopened", extra={"team_id": row.team_id})
        return Installation(
            team_id=row.team_id,
            team_name=row.team_name,
            bot_user=row.bot_user,
            bot_id=row.bot_id,
            token=token or "",
            scopes=frozenset(row.scopes),
            enterprise_id=row.enterprise_id,
            installed_at=row.installed_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlStates:
    """Issuing one writes nothing, so that nobody fills the database by asking; using one is stored."""

    database: Database
    clock: Clock
    sealer: Sealer

    async def issue(self) -> str:
        return self.sealer.seal(secrets.token_urlsafe(16), at=self.clock.now())

    async def consume(self, state: str) -> bool:
        now = self.clock.now()
        nonce = self.sealer.open_fresh(state, life=STATE_LIFE, now=now)
        if nonce is None:
            return False
        row = {"id": hashlib.sha256(nonce.encode()).hexdigest(), "expires_at": now + STATE_LIFE}
        async with self.database.writing() as connection:
            await connection.execute(delete(used_states).where(used_states.c.expires_at <= now))
            used = insert_or_ignore(connection, used_states).values(row).returning(used_states.c.id)
            return await connection.scalar(used) is not None
