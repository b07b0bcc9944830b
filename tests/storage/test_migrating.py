"""A store that was in use before leads were triaged goes on, with everything in it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from bot.domain import ConversationId, HandoffState, TriageState
from bot.storage import Database, SqlConversationStore, SqlOutbox, engines, sqlite
from bot.storage.codec import lead_to_json, route_to_json
from bot.storage.migrations import settings_for
from tests.fakes import FrozenClock

from .samples import LSCA, MORNING, SDSI, conversation, handoff, with_lead

pytestmark = pytest.mark.anyio
AT = "2026-09-01 09:00:00.000000"


async def first_store(url: str) -> None:
    """A store as the first release made it."""
    database = Database.open(url)
    engine = engines.make(database.url, patience=database.patience, keeps_foreign_keys=False)
    async with engine.execution_options(**{sqlite.BEGIN_WITH: sqlite.WRITE}).begin() as connection:
        await connection.run_sync(lambda made: command.upgrade(settings_for(made), "0001"))
    await engine.dispose()
    await database.close()


def fill(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO conversations VALUES "
            "('c1', 3, 'da', 1, 'handed_over', NULL, 1, ?, '[]', '[\"form-1\"]', ?, ?)",
            ('{"stated": {}, "skipped": []}', AT, AT),
        )
        connection.execute(
            "INSERT INTO messages VALUES ('c1', 0, 'm1', 'visitor', 'Vi vil teste', ?, '[]', '[]', NULL, NULL, '[]')",
            (AT,),
        )
        for number, (destination, state) in enumerate(((LSCA, "pending"), (SDSI, "delivered"), ("dlsc", "withdrawn"))):
            connection.execute(
                "INSERT INTO consents VALUES ('c1', ?, ?, ?, ?, 'v1:abc', NULL)",
                (f"yes:{destination}", number, destination, AT),
            )
            given = handoff(destination, reference=f"IND-{number}")
            connection.execute(
                "INSERT INTO handoffs VALUES ('c1', ?, ?, ?, ?, ?, ?, ?, ?, 2, ?, NULL, ?)",
                (
                    given.id,
                    number,
                    given.reference,
                    destination,
                    f"yes:{destination}",
                    json.dumps(lead_to_json(given.lead)),
                    json.dumps(route_to_json(given.route)),
                    state,
                    AT,
                    AT,
                ),
            )
        connection.commit()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_leads_of_the_first_release_are_triaged_like_new_ones(url: str, tmp_path: Path) -> None:
    await first_store(url)
    fill(tmp_path / "state/indgang.db")
    database = Database.open(url)
    for _ in range(2):
        await database.migrate()
    store = SqlConversationStore(database=database, clock=FrozenClock())
    stored = await store.get(ConversationId("c1"))
    assert [message.text for message in stored.transcript] == ["Vi vil teste"]
    assert [each.state for each in stored.handoffs] == list(HandoffState)
    assert {each.triage for each in stored.handoffs} == {TriageState.SUGGESTED}
    assert stored.handoffs[0] == handoff(LSCA, reference="IND-0")
    assert stored.version == 3
    assert stored.heard == {"form-1"}
    unplaced = await SqlOutbox(database=database, clock=FrozenClock()).unplaced(destinations=[LSCA, SDSI, "dlsc"])
    assert [each.handoff.reference for each in unplaced] == ["IND-0", "IND-1"]
    await store.save(stored)
    await store.create(with_lead(conversation("c2"), reference="IND-9"))
    await database.close()
    with closing(sqlite3.connect(tmp_path / "state/indgang.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert stored.started_at == MORNING
