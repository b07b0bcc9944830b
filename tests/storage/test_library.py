"""Documents are replaced whole; embeddings are kept as they were first put."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain import Boundary, Language, Passage, PassageAsk, Standing, Verdict
from bot.storage import Database, SqlDocuments, SqlEmbeddings
from tests.fakes import FrozenClock

pytestmark = pytest.mark.anyio


def passage(document_id: str, number: int, text: str = "Robotter afprøves i Aalborg.") -> Passage:
    return Passage(
        id=f"{document_id}#{number}",
        card_id=document_id,
        language=Language.DANISH,
        title="Afprøvning",
        text=text,
        source_title="Strategi 2026",
        valid_to=date(2026, 12, 31),
        asks=(PassageAsk("Kan man afprøve?", Verdict.YES),),
        destinations=("nord-lsca",),
        standing=Standing.PLAN,
        boundary=Boundary.PROMISE,
        is_card=False,
    )


@pytest.fixture
def documents(database: Database, clock: FrozenClock) -> SqlDocuments:
    return SqlDocuments(database=database, clock=clock)


async def put(documents: SqlDocuments, document_id: str, *passages: Passage, content_hash: str = "h1") -> None:
    await documents.put(
        document_id,
        file_name=f"{document_id}.pdf",
        content_hash=content_hash,
        title="Strategi",
        language=Language.DANISH,
        passages=passages,
    )


class TestDocuments:
    async def test_passages_come_back_whole_and_in_reading_order(self, documents: SqlDocuments) -> None:
        cut = [passage("plan", number) for number in range(12)]
        await put(documents, "plan", *cut)
        assert await documents.passages() == cut
        assert await documents.hashes() == {"plan": "h1"}

    async def test_a_newer_document_replaces_the_older(self, documents: SqlDocuments) -> None:
        await put(documents, "plan", passage("plan", 0), passage("plan", 1))
        await put(documents, "other", passage("other", 0))
        newer = replace(passage("plan", 0), text="Robotter afprøves i Odense.")
        await put(documents, "plan", newer, content_hash="h2")
        assert await documents.passages() == [passage("other", 0), newer]
        assert await documents.hashes() == {"plan": "h2", "other": "h1"}

    async def test_a_removed_document_takes_its_passages_along(self, documents: SqlDocuments) -> None:
        await put(documents, "plan", passage("plan", 0))
        await documents.remove("plan")
        await documents.remove("plan")
        assert (await documents.passages(), await documents.hashes()) == ([], {})

    async def test_a_document_without_text_is_remembered_as_read(self, documents: SqlDocuments) -> None:
        await put(documents, "empty")
        assert await documents.hashes() == {"empty": "h1"}


class TestEmbeddings:
    async def test_a_stored_vector_comes_back_as_float32(self, database: Database) -> None:
        embeddings = SqlEmbeddings(database=database, embedder="e5/2")
        await embeddings.put({"a": [0.5, -0.25]})
        assert await embeddings.get(["a", "b"]) == {"a": [0.5, -0.25]}

    async def test_the_first_vector_stays(self, database: Database) -> None:
        embeddings = SqlEmbeddings(database=database, embedder="e5/1")
        await embeddings.put({"a": [0.5]})
        await embeddings.put({"a": [0.75], "b": [1.0]})
        assert await embeddings.get(["a", "b"]) == {"a": [0.5], "b": [1.0]}

    async def test_another_embedder_has_its_own(self, database: Database) -> None:
        await SqlEmbeddings(database=database, embedder="e5/1").put({"a": [0.5]})
        assert await SqlEmbeddings(database=database, embedder="other/1").get(["a"]) == {}

    async def test_many_keys_are_asked_for_at_once(self, database: Database) -> None:
        embeddings = SqlEmbeddings(database=database, embedder="e5/1")
        vectors = {f"key-{number}": [float(number)] for number in range(1_201)}
        await embeddings.put(vectors)
        assert await embeddings.get(list(vectors)) == vectors
        assert await embeddings.get([]) == {}
