"""Whoever is named for a topic hears by e-mail of the cards to read again: before the day, after it, never twice."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.conversation import Delivery
from bot.domain import Directory
from bot.knowledge import load_knowledge
from bot.settings import MailSettings, Settings
from bot.storage import Database, SqlConversationStore
from bot.wiring import deliver, open_desk
from tests.fakes import FrozenClock, MemoryFeed
from tests.knowledge.folder import CARD, CARD_FILE, Folder, write_folder
from tests.storage.conftest import cluster, url

from .server import Mailroom, open_mailroom

__all__ = ["cluster", "url"]
pytestmark = pytest.mark.anyio
EDITORS = "directory/answering.yaml"
ANN, BO = "ann@robot.example", "bo@robot.example"
TEA_FILE = "cards/tea/green-tea.md"
TEA = CARD.replace("id: robot-lab", "id: green-tea").replace("topic: robots", "topic: tea")
DAY = timedelta(days=1)
only_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@dataclass(kw_only=True)
class Server:
    """One running installation; several may share a database."""

    database: Database
    delivery: Delivery
    store: SqlConversationStore


@dataclass(kw_only=True)
class Rig:
    folder: Folder
    clock: FrozenClock
    mailroom: Mailroom
    url: str
    stack: AsyncExitStack

    async def starts(self, *, with_mail: bool = True) -> Server:
        mail = MailSettings(host="127.0.0.1", port=self.mailroom.port, security="none", sender="indgang@here.example")
        settings = Settings(
            knowledge_dir=self.folder.path,
            data_dir=self.folder.path.parent / "var",
            public_url="https://indgang.example",
            secret=SecretStr("a secret that is long enough for a signature"),
            mail=mail if with_mail else MailSettings(),
        )
        database = Database.open(self.url)
        self.stack.push_async_callback(database.close)
        await database.migrate()
        store = SqlConversationStore(database=database, clock=self.clock)
        known: Directory = load_knowledge(self.folder.path).directory
        desk = open_desk(database, known, store=store, feed=MemoryFeed(), clock=self.clock)
        return Server(database=database, delivery=deliver(settings, desk, None), store=store)

    async def days_pass(self, server: Server, days: int) -> None:
        for _ in range(days):
            self.clock.move(DAY)
            await server.delivery.tick()

    @property
    def got(self) -> list[EmailMessage]:
        return self.mailroom.letters


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    with open_mailroom() as room:
        yield room


@pytest.fixture
async def rig(anyio_backend: str, tmp_path: Path, mailroom: Mailroom, url: str) -> AsyncIterator[Rig]:
    """Tuesday 1 September 2026; the robots' card was read a year before 20 September. Ann is its editor."""
    folder = write_folder(tmp_path / "knowledge")
    folder.change(CARD_FILE, "reviewed: 2026-10-01", "reviewed: 2025-09-20")
    folder.write(EDITORS, f"editors: {{robots: {ANN}}}")
    async with AsyncExitStack() as stack:
        yield Rig(folder=folder, clock=FrozenClock(), mailroom=mailroom, url=url, stack=stack)


@pytest.mark.parametrize(
    ("language", "subject", "says", "never"),
    [
        (
            "da",
            "Kort i Indgang, der skal ses efter: 2",
            [
                "Dagen nærmer sig:\n- Te i 2026\n  cards/tea/green-tea.md: gælder til og med 2026-09-10\n"
                "- Robotlaboratoriet\n  cards/robots/robot-lab.md: læses igen senest 2026-09-20\n",
                "skriv dagens dato i reviewed",
                "Flyt valid_to",
                "Svar på denne mail læses ikke",
            ],
            "The robot lab",
        ),
        (
            "en",
            "Cards in Indgang that need a look: 2",
            [
                "The day is coming:\n- Tea in 2026\n  cards/tea/green-tea.md: holds until 2026-09-10\n"
                "- The robot lab\n  cards/robots/robot-lab.md: to be read again by 2026-09-20\n",
                "write today's day under reviewed",
                "Move valid_to",
                "Replies to this e-mail are not read",
            ],
            "Robotlaboratoriet",
        ),
    ],
)
async def test_one_letter_an_editor_names_every_card_its_file_its_day_and_what_to_do(
    rig: Rig, language: str, subject: str, says: list[str], never: str
) -> None:
    tea = TEA.replace("valid_to:", "valid_to: 2026-09-10")
    rig.folder.write(
        TEA_FILE, tea.replace("da: Robotlaboratoriet", "da: Te i 2026").replace("The robot lab", "Tea in 2026")
    )
    rig.folder.change("boundaries/no-tango.md", "reviewed: 2026-10-01", "reviewed: 2025-09-15")
    editors = f"default: {{language: {language}}}\neditors: {{robots: {ANN}, tea: {ANN}, default: {BO}}}"
    rig.folder.write(EDITORS, editors)
    await (await rig.starts()).delivery.tick()
    letters = {letter["To"]: letter for letter in rig.got}
    assert sorted(letters) == [ANN, BO]
    assert letters[ANN]["Subject"] == subject
    assert letters[ANN]["Auto-Submitted"] == "auto-generated"
    text = letters[ANN].get_content().replace("\r\n", "\n")
    for words in [*says, "docs/editing.md", "indgang check"]:
        assert words in text
    assert never not in text
    assert "boundaries/no-tango.md" in letters[BO].get_content()
    assert "robot-lab" not in letters[BO].get_content()


async def test_a_card_is_told_once_before_its_day_and_once_after_it_whatever_restarts_and_is_forgotten(
    rig: Rig,
) -> None:
    server = await rig.starts()
    for _ in range(3):
        await server.delivery.tick()
    await rig.days_pass(server, 10)
    again = await rig.starts()
    await again.delivery.tick()
    await rig.days_pass(again, 9)
    assert [letter["To"] for letter in rig.got] == [ANN], "20 September is the last day"
    await rig.days_pass(again, 2)
    before, after = rig.got
    assert "The day has passed" not in before.get_content() + after.get_content()
    assert "Dagen er passeret:\n- Robotlaboratoriet" in after.get_content().replace("\r\n", "\n")
    later = rig.clock.now() + 500 * DAY
    await again.store.forget_before(conversations=later, leads=later)
    await rig.days_pass(await rig.starts(), 40)
    assert len(rig.got) == 2
    rig.folder.change(CARD_FILE, "reviewed: 2025-09-20", "reviewed: 2026-11-01")
    last = await rig.starts()
    await rig.days_pass(last, 3)
    assert len(rig.got) == 2
    rig.clock.moment = datetime(2027, 10, 4, 9, tzinfo=UTC)
    await last.delivery.tick()
    assert "2027-11-01" in rig.got[-1].get_content()
    assert len(rig.got) == 3


async def test_of_two_servers_that_look_at_the_same_moment_one_tells(rig: Rig) -> None:
    rig.folder.write(TEA_FILE, TEA.replace("reviewed: 2026-10-01", "reviewed: 2025-09-21"))
    rig.folder.write(EDITORS, f"editors: {{robots: {ANN}, tea: {BO}}}")
    servers = [await rig.starts() for _ in range(2)]
    for _ in range(25):
        await asyncio.gather(*(server.delivery.tick() for server in servers))
        rig.clock.move(DAY)
    told = sorted((letter["To"], "Dagen er passeret:" in letter.get_content()) for letter in rig.got)
    assert told == [(ANN, False), (ANN, True), (BO, False), (BO, True)]


@only_sqlite
async def test_what_was_read_meanwhile_is_not_told_and_a_folder_that_needs_mending_holds_the_letter_back(
    rig: Rig,
) -> None:
    rig.mailroom.answers["MAIL"] = "451 later"
    rig.folder.write(TEA_FILE, TEA.replace("reviewed: 2026-10-01", "reviewed: 2025-09-21"))
    rig.folder.write(EDITORS, f"editors: {{default: {ANN}, tea: {BO}}}")
    server = await rig.starts()
    await server.delivery.tick()
    rig.mailroom.answers.clear()
    rig.folder.change(CARD_FILE, "reviewed: 2025-09-20", "reviewed: 2026-09-01")
    rig.folder.change(TEA_FILE, "standing: firm", "standing: unsure")
    rig.clock.move(timedelta(hours=1))
    await server.delivery.tick()
    assert rig.got == []
    rig.folder.change(TEA_FILE, "standing: unsure", "standing: firm")
    rig.clock.move(timedelta(hours=3))
    await server.delivery.tick()
    assert [letter["To"] for letter in rig.got] == [BO]


@only_sqlite
async def test_a_folder_that_cannot_be_read_stops_nothing_else_and_is_looked_at_again_the_next_day(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    server = await rig.starts()
    rig.folder.change(CARD_FILE, "standing: firm", "standing: unsure")
    for _ in range(2):
        await server.delivery.tick()
    assert [record.message for record in caplog.records if record.name.startswith("bot.")] == ["cards.unread"]
    rig.folder.change(CARD_FILE, "standing: unsure", "standing: firm")
    await rig.days_pass(server, 1)
    assert [letter["To"] for letter in rig.got] == [ANN]


@pytest.mark.parametrize("lacks", ["mail", "editor"])
@only_sqlite
async def test_whom_nobody_can_tell_the_log_counts_and_they_are_told_once_it_is_set_up(
    rig: Rig, lacks: str, caplog: pytest.LogCaptureFixture
) -> None:
    if lacks == "editor":
        (rig.folder.path / EDITORS).unlink()
    server = await rig.starts(with_mail=lacks != "mail")
    await server.delivery.tick()
    with caplog.at_level(logging.INFO):
        await rig.days_pass(server, 1)
    [record] = [
        record for record in caplog.records if record.message == "cards.due" and record.levelno == logging.WARNING
    ][1:]
    counted = {name: vars(record)[name] for name in ("soon", "passed", "mailed", "see")}
    assert counted == {"soon": 1, "passed": 0, "mailed": 0, "see": "indgang check --expiring 30"}
    assert ANN not in caplog.text
    assert rig.got == []
    rig.folder.write(EDITORS, f"editors: {{robots: {ANN}}}")
    await (await rig.starts()).delivery.tick()
    assert [letter["To"] for letter in rig.got] == [ANN]


@only_sqlite
@pytest.mark.parametrize("says_when", [True, False])
async def test_a_card_that_ran_out_is_told_unless_it_says_when_it_held(rig: Rig, says_when: bool) -> None:
    card = CARD.replace("valid_to:", "valid_to: 2026-08-15")
    rig.folder.write(CARD_FILE, card if says_when else card.replace(" i 2026", "").replace(" in 2026", ""))
    await (await rig.starts()).delivery.tick()
    assert ["gælder til og med 2026-08-15" in letter.get_content() for letter in rig.got] == [True] * (not says_when)


@only_sqlite
async def test_editors_hear_in_working_hours_and_not_before_a_month_ahead(rig: Rig) -> None:
    rig.clock.moment = datetime(2026, 8, 20, 12, tzinfo=UTC)
    server = await rig.starts()
    await server.delivery.tick()
    for hour in (datetime(2026, 8, 22, 12, tzinfo=UTC), datetime(2026, 8, 24, 6, 59, tzinfo=UTC)):
        rig.clock.moment = hour
        await server.delivery.tick()
        assert rig.got == []
    rig.clock.move(timedelta(minutes=1))
    await server.delivery.tick()
    assert len(rig.got) == 1


@only_sqlite
async def test_a_mailbox_that_does_not_exist_is_told_to_the_operator_and_the_letter_waits(rig: Rig) -> None:
    rig.mailroom.unknown.add(ANN)
    server = await rig.starts()
    await server.delivery.tick()
    outbox = server.delivery.outbox
    [notice] = await outbox.operator_notices()
    assert f"mail:{ANN}" in notice.text
    rig.mailroom.unknown.clear()
    await rig.days_pass(server, 2)
    assert rig.got == []
    assert await outbox.open_route(f"mail:{ANN}")
    await rig.days_pass(server, 1)
    assert [letter["To"] for letter in rig.got] == [ANN]
