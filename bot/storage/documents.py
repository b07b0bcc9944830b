"""Imported documents and the passages cut from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from bot.domain import Language, Passage
from bot.ports import Clock

from . import library_tables
from .database import Database
from .library_tables import documents
from .passage_rows import passage_from, passage_values


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlDocuments:
    database: Database
    clock: Clock

    async def put(
        self,
        document_id: str,
        *,
        file_name: str,
        content_hash: str,
        title: str,
        language: Language,
        passages: Sequence[Passage],
    ) -> None:
        """Store a document, replacing its older passages; readers see all of the old or all of the new."""
        document = {
            "id": document_id,
            "file_name": file_name,
            "content_hash": content_hash,
            "imported_at": self.clock.now(),
            "title": title,
            "language": language.value,
        }
        rows = [{"document_id": document_id, "number": n, **passage_values(each)} for n, each in enumerate(passages)]
        async with self.database.writing() as connection:
            await connection.execute(delete(documents).where(documents.c.id == document_id))
            await connection.execute(insert(documents), document)
            if rows:
                await connection.execute(insert(library_tables.passages), rows)

    async def hashes(self) -> dict[str, str]:
        """The content hash of every document, by document id: what need not be imported again."""
        async with self.database.reading() as connection:
            found = await connection.execute(select(documents.c.id, documents.c.content_hash))
            return {row.id: row.content_hash for row in found}

    async def passages(self) -> list[Passage]:
        """Every passage, document by document, in reading order."""
        async with self.database.reading() as connection:
            table = library_tables.passages
            query = select(table).order_by(table.c.document_id, table.c.number)
            return [passage_from(row) for row in await connection.execute(query)]

    async def remove(self, document_id: str) -> None:
        async with self.database.writing() as connection:
            await connection.execute(delete(documents).where(documents.c.id == document_id))
