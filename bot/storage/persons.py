"""What is stored about one person, by e-mail address: shown whole, or forgotten in one transaction."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import Author, ConversationId, Field, PostKind
from bot.ports import Clock

from . import placing, redacting, tables
from .database import Database
from .desk_tables import outbox
from .outbox_rows import DELIVERED, WAITING

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Where an address stands. `conversations` are the person's own: the address is their contact e-mail."""

    conversations: tuple[ConversationId, ...]
    mentioned_in: tuple[ConversationId, ...]
    """Somebody else's words name the address."""
    words: tuple[str, ...]
    """What the person wrote."""
    deeds: tuple[Record, ...]
    """Each lead and the consent it rested on, by ids: no name, no address, no words."""

    @property
    def is_known(self) -> bool:
        return bool(self.conversations or self.mentioned_in)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Something brought to staff that is to be taken back under `key`. `why` is what held the last try up."""

    key: str
    recipient: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What was forgotten. `unsure` are recipients where a post may stand without our knowing its place."""

    conversations: int
    masked_rows: int
    copies: tuple[Copy, ...]
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlPersons:
    database: Database
    clock: Clock

    async def find(self, address: str, *, also: Iterable[str] = ()) -> Person:
        """`also` are further conversations known to be the person's."""
        async with self.database.reading() as connection:
            given = [ConversationId(each) for each in also]
            own = list(dict.fromkeys([*await _owned(connection, address), *await _there(connection, given)]))
            named = await redacting.conversations_naming(connection, address)
            return Person(
                conversations=tuple(own),
                mentioned_in=tuple(ConversationId(each) for each in named if each not in own),
                words=tuple(await _words(connection, own)),
                deeds=tuple(await _deeds(connection, own)),
            )

    async def records(self, ids: Sequence[ConversationId], *, with_remarks: bool = False) -> dict[str, list[Record]]:
        """Every stored row of these conversations, by table. What colleagues remarked among themselves is left out."""
        found: dict[str, list[Record]] = {}
        async with self.database.reading() as connection:
            for table in redacting.personal_tables():
                owner = redacting.owner_of(table)
                if owner is None:
                    continue
                rows = await connection.execute(select(table).where(owner.in_(ids)).order_by(*table.primary_key))
                found[table.name] = [_plain(dict(row)) for row in rows.mappings()]
        if not with_remarks:
            for row in found[tables.handoffs.name]:
                row["moves"] = [{key: move[key] for key in move if key != "remark"} for move in row["moves"]]
        return found

    async def erase(self, address: str, ids: Sequence[ConversationId]) -> Erasure:
        """Forget these conversations and all that hangs on them; elsewhere put a mask in the address's place."""
        async with self.database.writing() as connection:
            copies, unsure = await _copies(connection, ids)
            gone = await self._forget(connection, ids)
            masked = await redacting.mask_address(connection, address) if address else 0
        return Erasure(conversations=gone, masked_rows=masked, copies=tuple(copies), unsure=tuple(unsure))

    async def waiting(self, copies: Sequence[Copy]) -> list[Copy]:
        """Those of them that still stand with staff."""
        async with self.database.reading() as connection:
            query = select(outbox).where(outbox.c.key.in_([each.key for each in copies]), outbox.c.state != DELIVERED)
            return [
                Copy(key=row.key, recipient=row.recipient, why=row.last_error)
                for row in await connection.execute(query.order_by(outbox.c.number))
            ]

    async def _forget(self, connection: AsyncConnection, ids: Sequence[ConversationId]) -> int:
        table = tables.conversations
        is_one = table.c.id.in_(ids)
        await connection.execute(placing.retracting(select(table.c.id).where(is_one), at=self.clock.now()))
        return (await connection.execute(delete(table).where(is_one))).rowcount


async def _owned(connection: AsyncConnection, address: str) -> list[ConversationId]:
    """Conversations in which it is the contact e-mail, as it stands now or as it was handed over."""
    pattern, talks, leads = redacting.pattern_of(address), tables.conversations, tables.handoffs
    own = [
        row.id
        for row in await connection.execute(select(talks.c.id, talks.c.inquiry))
        if _is_theirs(row.inquiry, pattern)
    ]
    own += [
        row.conversation_id
        for row in await connection.execute(select(leads.c.conversation_id, leads.c.lead))
        if _is_theirs(row.lead["inquiry"], pattern)
    ]
    return [ConversationId(each) for each in dict.fromkeys(own)]


def _is_theirs(inquiry: Record, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(stated["value"]) for stated in inquiry["stated"].get(Field.CONTACT_EMAIL.value, ()))


async def _there(connection: AsyncConnection, ids: Sequence[ConversationId]) -> list[ConversationId]:
    table = tables.conversations
    return [ConversationId(row.id) for row in await connection.execute(select(table.c.id).where(table.c.id.in_(ids)))]


async def _words(connection: AsyncConnection, ids: Sequence[ConversationId]) -> list[str]:
    table = tables.messages
    is_own = table.c.conversation_id.in_(ids) & (table.c.author == Author.VISITOR.value)
    query = select(table.c.text).where(is_own).order_by(table.c.conversation_id, table.c.number)
    return [row.text for row in await connection.execute(query)]


async def _deeds(connection: AsyncConnection, ids: Sequence[ConversationId]) -> list[Record]:
    lead, consent = tables.handoffs, tables.consents
    is_its = (consent.c.conversation_id == lead.c.conversation_id) & (consent.c.id == lead.c.consent_id)
    shown = (lead.c.reference, lead.c.destination_id, lead.c.consent_id)
    query = (
        select(*shown, consent.c.given_at, consent.c.withdrawn_at, consent.c.notice)
        .select_from(lead.join(consent, is_its))
        .where(lead.c.conversation_id.in_(ids))
        .order_by(lead.c.created_at, lead.c.reference)
    )
    return [_plain(dict(row)) for row in (await connection.execute(query)).mappings()]


async def _copies(connection: AsyncConnection, ids: Sequence[ConversationId]) -> tuple[list[Copy], list[str]]:
    """What staff were shown of these, and where something may stand whose place we never learnt."""
    to_staff: ColumnElement[bool] = outbox.c.kind != PostKind.VISITOR.value
    query = select(outbox).where(outbox.c.conversation_id.in_(ids), to_staff).order_by(outbox.c.number)
    rows = list(await connection.execute(query))
    copies = [
        Copy(key=f"retract:{row.key}", recipient=row.recipient)
        for row in rows
        if row.state == DELIVERED and row.reference
    ]
    return copies, [row.recipient for row in rows if row.state == WAITING and row.may_be_there]


def _plain(row: Record) -> Record:
    return {key: value.isoformat() if isinstance(value, date | datetime) else value for key, value in row.items()}
