"""Counts conversations for a year's report, those still kept and those that were forgotten on time."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import Author, LeadTally, Outcome, Tally
from bot.domain.tally import (
    DENMARK,
    DESK,
    OWN_PAGE,
    UNSTATED,
    lead_tally,
    month_of,
    needs_of,
    product_type_of,
    regions_of,
    stage_of,
)
from bot.ports import Clock

from . import codec
from .database import Database
from .feedback_table import feedback
from .handoff_rows import handoff_from
from .rows import AnyRow
from .tables import conversations, gaps, handoffs, messages
from .tally_table import tallies

_Counts = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlTallies:
    database: Database
    clock: Clock

    async def of_year(self, year: int) -> list[Tally]:
        """Every conversation begun in a year, Danish time, in which something was asked or a lead was written down."""
        first = datetime(year, 1, 1, tzinfo=DENMARK)
        is_in = (conversations.c.started_at >= first) & (
            conversations.c.started_at < datetime(year + 1, 1, 1, tzinfo=DENMARK)
        )
        months = [f"{year}-{month:02}" for month in range(1, 13)]
        async with self.database.reading() as connection:
            kept = await tallied(connection, is_in, now=self.clock.now())
            rows = await connection.execute(select(tallies.c.facts).where(tallies.c.month.in_(months)))
            return [*kept, *(_tally_from(row.facts) for row in rows)]


async def remember(connection: AsyncConnection, is_over: ColumnElement[bool], *, now: datetime) -> None:
    """Keep what the year's report counts of conversations that are about to be forgotten."""
    rows = [{"month": each.month, "facts": asdict(each)} for each in await tallied(connection, is_over, now=now)]
    if rows:
        await connection.execute(tallies.insert(), rows)


async def tallied(connection: AsyncConnection, chosen: ColumnElement[bool], *, now: datetime) -> list[Tally]:
    ids = select(conversations.c.id).where(chosen)
    asked = await _asked(connection, ids)
    leads = await _leads(connection, ids, now=now)
    turns, opinions = await _turns(connection, ids), await _opinions(connection, ids)
    columns = [conversations.c[name] for name in ("id", "language", "site", "inquiry", "routes", "started_at")]
    rows = await connection.execute(select(*columns).where(chosen).order_by(conversations.c.started_at))
    return [
        replace(
            _tally(row, is_handmade=row.id not in asked),
            turns=dict(turns[row.id]),
            opinions=dict(opinions[row.id]),
            leads=tuple(leads[row.id]),
        )
        for row in rows
        if row.id in asked or row.id in leads
    ]


def _tally(row: AnyRow, *, is_handmade: bool) -> Tally:
    inquiry = codec.inquiry_from_json(row.inquiry)
    return Tally(
        month=month_of(row.started_at),
        language=row.language,
        source=DESK if is_handmade else row.site or OWN_PAGE,
        needs=needs_of(inquiry),
        regions=regions_of(inquiry),
        product_type=product_type_of(inquiry),
        stage=stage_of(inquiry),
        suggested=row.routes[0]["destination_id"] if row.routes else UNSTATED,
    )


async def _asked(connection: AsyncConnection, ids: Select[tuple[str]]) -> set[str]:
    query = select(messages.c.conversation_id).where(
        messages.c.conversation_id.in_(ids), messages.c.author == Author.VISITOR.value
    )
    return set((await connection.scalars(query.distinct())).all())


async def _turns(connection: AsyncConnection, ids: Select[tuple[str]]) -> _Counts:
    """How turns ended. A refusal is counted by why, so that no two tables tell the same sum twice."""
    is_turn = messages.c.conversation_id.in_(ids) & messages.c.outcome.is_not(None)
    said = await _counted(connection, messages.c.conversation_id, messages.c.outcome, is_turn)
    missed = await _counted(connection, gaps.c.conversation_id, gaps.c.reason, gaps.c.conversation_id.in_(ids))
    for key, reasons in missed.items():
        said[key] += Counter({f"refused/{reason}": count for reason, count in reasons.items()})
        # Counter's own subtraction leaves out what falls to nothing.
        said[key] = said[key] - Counter({Outcome.REFUSED.value: reasons.total()})
    return said


async def _opinions(connection: AsyncConnection, ids: Select[tuple[str]]) -> _Counts:
    found = await _counted(
        connection, feedback.c.conversation_id, feedback.c.helped, feedback.c.conversation_id.in_(ids)
    )
    names: Mapping[Any, str] = {True: "helped", False: "did_not_help"}
    return defaultdict(
        Counter[str],
        {key: Counter({names[bool(told)]: many for told, many in counts.items()}) for key, counts in found.items()},
    )


async def _counted(
    connection: AsyncConnection, key: ColumnElement[str], value: ColumnElement[Any], chosen: ColumnElement[bool]
) -> _Counts:
    found: _Counts = defaultdict(Counter[str])
    query = select(key.label("key"), value.label("value"), func.count().label("many")).where(chosen)
    for row in await connection.execute(query.group_by(key, value)):
        found[row.key][row.value] = row.many
    return found


async def _leads(
    connection: AsyncConnection, ids: Select[tuple[str]], *, now: datetime
) -> defaultdict[str, list[LeadTally]]:
    found = defaultdict[str, list[LeadTally]](list)
    query = select(handoffs).where(handoffs.c.conversation_id.in_(ids))
    for row in await connection.execute(query.order_by(handoffs.c.conversation_id, handoffs.c.number)):
        found[row.conversation_id].append(lead_tally(handoff_from(row), now=now))
    return found


def _tally_from(facts: codec.JsonObject) -> Tally:
    held: dict[str, Any] = {**facts, **{name: tuple(facts[name]) for name in ("needs", "regions")}}
    held["leads"] = tuple(LeadTally(**lead) for lead in facts["leads"])
    return Tally(**held)
