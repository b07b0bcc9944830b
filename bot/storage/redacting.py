"""Puts a mask where an e-mail address stands in somebody else's rows: in every column of every table about people."""

import re
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, UniqueConstraint, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from . import library_tables, tables
from .schema import metadata

MASK = "[e-mail]"
_OF_THE_LIBRARY = {library_tables.documents.name, library_tables.passages.name, library_tables.embeddings.name}


def personal_tables() -> list[Table]:
    """All but the library's, so that a table made tomorrow is covered. What others hang on comes first."""
    return [table for table in metadata.sorted_tables if table.name not in _OF_THE_LIBRARY]


def pattern_of(address: str) -> re.Pattern[str]:
    """Finds the whole address in either case, not one that it is a part of."""
    return re.compile(rf"(?<![\w.+-]){re.escape(address.strip())}(?![\w-]|\.\w)", re.IGNORECASE)


async def conversations_naming(connection: AsyncConnection, address: str) -> list[str]:
    pattern, found = pattern_of(address), dict[str, None]()
    for table in personal_tables():
        async for row in (await connection.stream(select(table))).mappings():
            place = _owner(table, row)
            if place and _changes(table, row, pattern):
                found[place] = None
    return list(found)


async def mask_address(connection: AsyncConnection, address: str) -> int:
    """How many rows held it. A conversation that changed moves on, so that a turn under way is thought again."""
    pattern, touched, count = pattern_of(address), set[str](), 0
    for table in personal_tables():
        keys = _keys(table)
        # Read to the end first: what is read must not move under the reader.
        held = [
            (row, new)
            async for row in (await connection.stream(select(table))).mappings()
            if (new := _changes(table, row, pattern))
        ]
        for row, new in held:
            is_it = and_(*(column == row[column] for column in table.primary_key))
            if keys & new.keys():
                await connection.execute(delete(table).where(is_it))
            else:
                await connection.execute(update(table).where(is_it).values(**new))
            touched.add(_owner(table, row))
            count += 1
    talks = tables.conversations
    await connection.execute(update(talks).where(talks.c.id.in_(touched)).values(version=talks.c.version + 1))
    return count


def owner_of(table: Table) -> ColumnElement[Any] | None:
    """The column that says whose conversation a row is of; None where it is of none."""
    return table.c.get("conversation_id", table.c.id if table is tables.conversations else None)


def _owner(table: Table, row: RowMapping) -> str:
    column = owner_of(table)
    return (row[column] or "") if column is not None else ""


def _keys(table: Table) -> set[str]:
    """Columns a row is known by: two rows must not become one."""
    unique = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    return {column.name for columns in (table.primary_key.columns, *unique) for column in columns}


def _changes(table: Table, row: RowMapping, pattern: re.Pattern[str]) -> dict[str, Any]:
    found = {column.name: row[column] for column in table.c}
    masked = {name: _masked(value, pattern) for name, value in found.items()}
    return {name: value for name, value in masked.items() if value != found[name]}


def _masked(value: Any, pattern: re.Pattern[str]) -> Any:
    match value:
        case str():
            return pattern.sub(MASK, value)
        case dict():
            held: dict[Any, Any] = value  # pyright: ignore[reportUnknownVariableType]
            return {_masked(key, pattern): _masked(each, pattern) for key, each in held.items()}
        case list():
            listed: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
            return [_masked(each, pattern) for each in listed]
        case _:
            return value
