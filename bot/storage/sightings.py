"""The questions no card answers yet, from refusals, visitors' ratings and colleagues' reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, and_, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import ConversationId, Field, Language, SeenAs, Sighting

from . import codec
from .database import Database
from .desk_tables import reports
from .feedback_table import feedback
from .filled_table import filled
from .inserting import insert_or_ignore
from .tables import conversations, gaps

_TOLD_IN_CONFIDENCE = (Field.COMPANY_NAME, Field.CONTACT_EMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlSightings:
    database: Database

    async def open(self) -> list[Sighting]:
        """Those no card was written for, oldest first."""
        async with self.database.reading() as connection:
            found = [
                *await _of(connection, gaps, SeenAs.REFUSED, _is_open(gaps, SeenAs.REFUSED)),
                *await _of(connection, feedback, SeenAs.RATED, _is_open(feedback, SeenAs.RATED) & ~feedback.c.helped),
                *await _of(connection, reports, SeenAs.REPORTED, reports.c.settled_on.is_(None)),
            ]
        return sorted((each for each in found if each.question.strip()), key=lambda each: (each.at, each.key))

    async def fill(self, sightings: Sequence[Sighting], *, card_id: str, day: date) -> None:
        """Close them, all or none: a card now answers. One whose conversation is gone meanwhile is gone too."""
        async with self.database.writing() as connection:
            for each in sightings:
                if each.seen_as is SeenAs.REPORTED:
                    is_it = (reports.c.id == each.id) & reports.c.settled_on.is_(None)
                    await connection.execute(update(reports).where(is_it).values(settled_on=day))
                    continue
                known = select(conversations.c.id).where(conversations.c.id == each.conversation_id)
                if await connection.scalar(known) is not None:
                    row = {"conversation_id": each.conversation_id, "seen_as": each.seen_as.value, "id": each.id}
                    values = {**row, "card_id": card_id, "filled_on": day}
                    await connection.execute(insert_or_ignore(connection, filled).values(**values))


def _is_open(table: Table, seen_as: SeenAs) -> ColumnElement[bool]:
    is_it = and_(
        filled.c.conversation_id == table.c.conversation_id,
        filled.c.id == table.c.id,
        filled.c.seen_as == seen_as.value,
    )
    return ~exists().where(is_it)


async def _of(
    connection: AsyncConnection, table: Table, seen_as: SeenAs, is_wanted: ColumnElement[bool]
) -> list[Sighting]:
    """A visitor's rating is in the language of its conversation; the other two say their own."""
    spoken = table.c.language if "language" in table.c else conversations.c.language
    query = (
        select(
            table.c.id,
            table.c.conversation_id,
            table.c.question,
            spoken.label("language"),
            table.c.at,
            conversations.c.inquiry,
        )
        .select_from(table.outerjoin(conversations, conversations.c.id == table.c.conversation_id))
        .where(is_wanted)
    )
    return [
        Sighting(
            seen_as=seen_as,
            id=row.id,
            conversation_id=ConversationId(row.conversation_id) if row.conversation_id is not None else None,
            question=row.question,
            language=Language(row.language),
            at=row.at,
            hidden=_hidden(row.inquiry),
        )
        for row in await connection.execute(query)
    ]


def _hidden(inquiry: codec.JsonObject | None) -> tuple[str, ...]:
    if inquiry is None:
        return ()
    told = codec.inquiry_from_json(inquiry)
    return tuple(stated.value for field in _TOLD_IN_CONFIDENCE for stated in told.values(field))
