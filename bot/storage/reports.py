"""What colleagues say is wrong with answers."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select, update

from bot.domain import ConversationId, Fault, Language, Report, Staff

from .database import Database
from .desk_tables import reports
from .inserting import insert_or_ignore
from .rows import AnyRow, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlReports:
    database: Database

    async def put(self, report: Report) -> None:
        async with self.database.writing() as connection:
            await connection.execute(insert_or_ignore(connection, reports), [report_values(report)])

    async def open(self) -> list[Report]:
        query = select(reports).where(reports.c.settled_on.is_(None)).order_by(reports.c.at, reports.c.id)
        async with self.database.reading() as connection:
            return [report_from(row) for row in await connection.execute(query)]

    async def settle(self, report_id: str, *, day: date) -> bool:
        is_it = (reports.c.id == report_id) & reports.c.settled_on.is_(None)
        async with self.database.writing() as connection:
            return (await connection.execute(update(reports).where(is_it).values(settled_on=day))).rowcount == 1


def report_values(report: Report) -> Values:
    return {
        "id": report.id,
        "conversation_id": report.conversation_id,
        "question": report.question,
        "answer": report.answer,
        "card_ids": list(report.card_ids),
        "fault": report.fault.value,
        "remark": report.remark,
        "by": asdict(report.by),
        "at": report.at,
        "language": report.language.value,
        "settled_on": report.settled_on,
    }


def report_from(row: AnyRow) -> Report:
    return Report(
        id=row.id,
        question=row.question,
        answer=row.answer,
        card_ids=tuple(row.card_ids),
        fault=Fault(row.fault),
        remark=row.remark,
        by=Staff(**row.by),
        at=row.at,
        language=Language(row.language),
        conversation_id=ConversationId(row.conversation_id) if row.conversation_id is not None else None,
        settled_on=row.settled_on,
    )
