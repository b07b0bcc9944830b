"""A person is found by their own address, shown whole, and forgotten so that no byte of them is left."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from bot.domain import (
    ConversationId,
    Feedback,
    Field,
    Incoming,
    Lead,
    OperatorNotice,
    Post,
    PostKind,
    Stated,
    TransientError,
)
from bot.storage import (
    Copy,
    Database,
    SqlConversationStore,
    SqlFeedback,
    SqlInbox,
    SqlOutbox,
    SqlPersons,
    files_with,
)
from tests.fakes import FrozenClock

from .samples import MORNING, conversation, gap, handoff, message, moved, with_lead

pytestmark = pytest.mark.anyio
ANN, JOANN = "ann@sårsyn.example", "joann@sårsyn.example"
WORDS = "Vores kamera hedder Hvidugle og ser sår i mørke."
OPINION = "Svaret nævnte ikke Hvidugle"


@pytest.fixture
def persons(database: Database, clock: FrozenClock) -> SqlPersons:
    return SqlPersons(database=database, clock=clock)


async def keep(database: Database, clock: FrozenClock) -> None:
    """Ann's conversation with a lead that was posted, and another's that names her and somebody like her."""
    store = SqlConversationStore(database=database, clock=clock)
    mail = Stated(value=ANN.upper(), quote=ANN, message_id="m1")
    own = with_lead(conversation("ann")).says(message("m1", WORDS))
    lead = replace(own.handoffs[0], lead=Lead(own.inquiry.with_stated(Field.CONTACT_EMAIL, mail), MORNING))
    lead = replace(lead, moves=moved().moves)
    await store.create(replace(own, handoffs=(lead,)))
    await store.create(conversation("bo").says(message("m1", f"Spørg {ANN} eller {JOANN}, {ANN}. Tak")))
    current = await store.get(ConversationId("ann"))
    await store.save(current, gaps=[gap("ann")])
    opinion = Feedback(
        id="f1", conversation_id=ConversationId("ann"), message_id="m1", helped=False, reason=None, comment=OPINION,
        question=WORDS, cards=(), at=MORNING,
    )  # fmt: skip
    await SqlFeedback(database=database).keep(opinion)
    outbox = SqlOutbox(database=database, clock=clock)
    await outbox.put([post("lead:1"), post("remind:1", kind=PostKind.REMINDER), post("lead:2", recipient="test:lost")])
    told, reminded, unsure = await outbox.due(now=clock.now())
    await outbox.delivered(told, reference="C1/1.1", revision=0, at=clock.now())
    await outbox.delivered(reminded, reference="C1/1.2", revision=0, at=clock.now())
    await outbox.postponed(unsure, error=f"550 <{ANN}> unknown", until=clock.now(), may_be_there=True)
    await outbox.tell_operator(OperatorNotice(key=f"refused:{ANN}", text=f"550 {ANN}", at=MORNING))
    await SqlInbox(database=database, clock=clock).accept(
        Incoming(id="e1", place="C1/1", payload={ANN: [f"skriv til {ANN}", 1]}, received_at=MORNING)
    )


def post(key: str, *, kind: PostKind = PostKind.LEAD, recipient: str = "test:desk") -> Post:
    return Post(key=key, kind=kind, recipient=recipient, conversation_id=ConversationId("ann"), handoff_id=handoff().id)


@pytest.fixture
def folder(url: str, tmp_path: Path, cluster_files: Path | None) -> Iterator[Path]:
    """Where the database's bytes lie."""
    if url.startswith("sqlite"):
        yield tmp_path / "state"
        return
    if cluster_files is None:
        pytest.skip("the given PostgreSQL keeps its files elsewhere: they were not searched")
    with psycopg.connect(url, autocommit=True) as connection:
        [place] = connection.execute("SELECT pg_relation_filepath('messages')").fetchone() or [""]
    yield (cluster_files / place).parent


@pytest.fixture
def cluster_files(url: str) -> Path | None:
    home = parse_qs(urlsplit(url).query).get("host", [""])[0]
    return Path(home) / "data" if (Path(home) / "data").is_dir() else None


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def settle(url: str) -> None:
    """PostgreSQL keeps what it works on in memory; a checkpoint brings it to the files."""
    if not url.startswith("sqlite"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")


async def test_own_conversations_are_told_from_those_that_only_name_the_address(
    database: Database, clock: FrozenClock, persons: SqlPersons
) -> None:
    await keep(database, clock)
    person = await persons.find(f" {ANN} ".strip())
    assert person.conversations == ("ann",)
    assert person.mentioned_in == ("bo",)
    assert person.words == (WORDS,)
    [deed] = person.deeds
    assert deed == {
        "reference": "IND-1",
        "destination_id": "nord-lsca",
        "consent_id": "yes:nord-lsca",
        "given_at": MORNING.isoformat(),
        "withdrawn_at": None,
        "notice": "v1:abc",
    }
    assert not (await persons.find("nn@sårsyn.example")).is_known
    assert (await persons.find("nobody@x.example", also=["bo", "never-was"])).conversations == ("bo",)


async def test_the_export_holds_every_row_of_the_person_and_none_of_others(
    database: Database, clock: FrozenClock, persons: SqlPersons
) -> None:
    await keep(database, clock)
    found = await persons.records([ConversationId("ann")])
    counted = {table: len(rows) for table, rows in found.items() if rows}
    assert counted == {
        "conversations": 1, "messages": 1, "consents": 1, "handoffs": 1, "gaps": 1, "feedback": 1, "outbox": 3,
    }  # fmt: skip
    text = json.dumps(found, ensure_ascii=False)
    assert WORDS in text
    assert OPINION in text
    assert JOANN not in text
    assert "skeptisk" not in text
    assert "skeptisk" in json.dumps(await persons.records([ConversationId("ann")], with_remarks=True))


async def test_no_byte_of_an_erased_person_is_left_in_the_database_files(
    url: str, database: Database, clock: FrozenClock, persons: SqlPersons, folder: Path
) -> None:
    await keep(database, clock)
    settle(url)
    sought = [ANN, WORDS, OPINION]
    assert all(files_with(folder, [each]) for each in sought)

    erased = await persons.erase(ANN, [ConversationId("ann")])
    await database.compact()
    settle(url)

    assert files_with(folder, [WORDS, OPINION]) == []
    held = bytes_in(folder)
    assert JOANN.encode() in held
    assert ANN.encode() not in held.lower().replace(JOANN.encode(), b"")
    assert json.dumps(ANN)[1:-1].encode() not in held
    assert erased.conversations == 1
    # The other's message and the event; the notice went, since a row is known by its key.
    assert erased.masked_rows == 3


async def test_what_staff_were_shown_is_to_be_taken_back_and_what_may_stand_unseen_is_told(
    database: Database, clock: FrozenClock, persons: SqlPersons
) -> None:
    await keep(database, clock)
    erased = await persons.erase(ANN, [ConversationId("ann")])
    keys = ["retract:lead:1", "retract:remind:1"]
    assert [each.key for each in erased.copies] == keys
    assert erased.unsure == ("test:lost",)
    outbox = SqlOutbox(database=database, clock=clock)
    first, second = await outbox.due(now=clock.now())
    await outbox.delivered(first, reference="", revision=-1, at=clock.now())
    await outbox.postponed(second, error="channel_not_found", until=clock.now(), may_be_there=False)
    assert await persons.waiting(erased.copies) == [Copy(key=keys[1], recipient="test:desk", why="channel_not_found")]


async def test_a_mask_stands_where_another_named_the_address_and_a_turn_under_way_is_thought_again(
    database: Database, clock: FrozenClock, persons: SqlPersons
) -> None:
    await keep(database, clock)
    store = SqlConversationStore(database=database, clock=clock)
    before = await store.get(ConversationId("bo"))
    await persons.erase(ANN, [])
    after = await store.get(ConversationId("bo"))
    assert after.transcript[0].text == f"Spørg [e-mail] eller {JOANN}, [e-mail]. Tak"
    assert after.version == before.version + 1
    [incoming] = await SqlInbox(database=database, clock=clock).waiting()
    assert incoming.payload == {"[e-mail]": ["skriv til [e-mail]", 1]}
    assert await SqlOutbox(database=database, clock=clock).operator_notices() == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_log_that_cannot_be_emptied_is_said(url: str, database: Database, clock: FrozenClock) -> None:
    impatient = Database.open(url, patience=database.patience / 50)
    async with database.reading() as reader:
        await reader.exec_driver_sql("SELECT * FROM messages")
        await SqlConversationStore(database=impatient, clock=clock).create(conversation("late"))
        with pytest.raises(TransientError, match="run this again"):
            await impatient.compact()
    await impatient.compact()
    await impatient.close()
