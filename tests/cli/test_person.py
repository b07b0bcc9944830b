"""`indgang person`: shown whole, and forgotten in every file of the data folder."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import person
from bot.conversation import Delivery
from bot.domain import ConfigurationError, ConversationId, Field, Lead, Stated, UnknownLink
from bot.settings import Settings
from bot.storage import SqlConversationStore, SqlOutbox, harvest_label
from bot.wiring import StaffDesk, make_delivery, open_database
from tests.fakes import FrozenClock, RecordingNotifier
from tests.knowledge.folder import Folder
from tests.storage.samples import MORNING, conversation, handoff, message, with_lead
from tests.storage.test_persons import post

from .conftest import Indgang, keep

ANN = "ann@sårsyn.example"
WORDS = "Vores kamera hedder Hvidugle og ser sår i mørke."


@pytest.fixture
def staff() -> RecordingNotifier:
    return RecordingNotifier()


@pytest.fixture(autouse=True)
def staff_are_reached(monkeypatch: pytest.MonkeyPatch, staff: RecordingNotifier) -> None:
    def deliver(_: Settings, desk: StaffDesk, __: None) -> Delivery:
        return make_delivery(desk, staff)

    monkeypatch.setattr(person, "deliver", deliver)


@pytest.fixture
def kept(settings: Settings) -> Path:
    """Ann's lead, brought to two places; a row harvested of it; and a log somebody let grow in the data folder."""
    mail = Stated(value=ANN, quote=ANN, message_id="m1")
    started = with_lead(conversation("ann")).says(message("m1", WORDS))
    lead = replace(handoff(), lead=Lead(started.inquiry.with_stated(Field.CONTACT_EMAIL, mail), MORNING))
    keep(settings, replace(started, handoffs=(lead,)))
    keep(settings, conversation("bo").says(message("m1", f"Kender I {ANN}?")))

    async def brought() -> None:
        async with open_database(settings) as database:
            outbox, clock = SqlOutbox(database=database, clock=FrozenClock()), FrozenClock()
            await outbox.put([post("lead:1"), post("lead:2", recipient="mail:desk@region.example")])
            for due in await outbox.due(now=clock.now()):
                await outbox.delivered(due, reference="C1/1.1", revision=0, at=clock.now())

    asyncio.run(brought())
    row = {"id": f"{harvest_label('ann')}1", "question": WORDS}
    rows = settings.data_dir / "harvest" / "rows.jsonl"
    rows.parent.mkdir()
    rows.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return rows


def test_the_export_is_json_on_the_screen_or_in_a_file(indgang: Indgang, kept: Path, tmp_path: Path) -> None:
    shown = json.loads(indgang("person", "export", ANN).output)
    assert shown["conversations"] == ["ann"]
    assert shown["named_in_conversations_of_others"] == ["bo"]
    assert [row["text"] for row in shown["records"]["messages"]] == [WORDS]
    assert len(shown["records"]["handoffs"]) == len(shown["records"]["consents"]) == 1
    out = tmp_path / "ann.json"
    assert str(out) in indgang("person", "export", ANN, "--out", str(out)).output
    assert json.loads(out.read_text(encoding="utf-8"))["records"] == shown["records"]


def test_an_erased_person_stands_in_no_file_of_the_data_folder(
    indgang: Indgang, kept: Path, settings: Settings, staff: RecordingNotifier
) -> None:
    result = indgang("person", "erase", ANN, typed="y\n")
    assert "Forget 1 conversations and 1 leads, for good?" in result.output
    assert "forgotten: 1 conversations, 1 leads; masked in 1 other rows; 1 harvested rows dropped" in result.output
    assert "taken back or asked back: 2 of 2 posts to staff" in result.output
    assert "1 letters can't be taken back" in result.output
    assert "searched byte by byte" in result.output
    for file in settings.data_dir.rglob("*"):
        if file.is_file():
            held = file.read_bytes().lower()
            for each in (ANN, WORDS.lower()):
                assert each.encode() not in held, file
                assert json.dumps(each)[1:-1].encode() not in held, file
    assert [told.what for told in staff.told] == ["retract", "retract"]
    ledger = (settings.data_dir / "erasures.jsonl").read_text(encoding="utf-8")
    assert json.loads(ledger)["leads"][0]["reference"] == "IND-1"


def test_what_could_not_be_reached_is_told(
    indgang: Indgang, kept: Path, settings: Settings, staff: RecordingNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.is_down = True
    copy, log = settings.data_dir / "copy.db", settings.data_dir / "notes.log"
    indgang("backup", str(copy))
    log.write_text(WORDS, encoding="utf-8")
    monkeypatch.setenv("INDGANG_LLM__BASE_URL", "https://model.example/v1")
    monkeypatch.setenv("INDGANG_LLM__MODEL", "m")
    told = indgang("person", "erase", ANN, "--yes", "--harvest", str(kept.parent)).output
    assert "taken back or asked back: 0 of 2 posts to staff" in told
    assert "not reached yet: test:desk" in told
    assert f"still names the address: {copy}" in told
    assert f"still holds words the person wrote, or the same of another's: {log}" in told
    assert "what https://model.example/v1 keeps" in told


def test_a_restored_copy_does_not_bring_the_erased_back(indgang: Indgang, kept: Path, settings: Settings) -> None:
    copy = settings.data_dir.parent / "copy.db"
    indgang("backup", str(copy))
    indgang("person", "erase", ANN, "--yes")
    assert "1 conversations in the copy had been erased since" in indgang("restore", str(copy), "--replace").output

    async def left() -> list[ConversationId]:
        async with open_database(settings) as database:
            store = SqlConversationStore(database=database, clock=FrozenClock())
            assert await person.erase_again(settings, database) == 0
            return [id_ for id_, _ in await store.handoffs()]

    assert asyncio.run(left()) == []


def test_nothing_is_noted_or_changed_where_nothing_is_known(indgang: Indgang, settings: Settings) -> None:
    with pytest.raises(UnknownLink, match="nothing is stored"):
        raise indgang("person", "erase", "nobody@x.example", "--yes").exception or AssertionError
    assert not (settings.data_dir / "erasures.jsonl").exists()


@pytest.mark.parametrize("wrong", ["ann", "@x.example", "ann@host", "a b@x.example"])
def test_what_is_no_address_is_refused(indgang: Indgang, wrong: str) -> None:
    assert "is not an e-mail address" in indgang("person", "export", wrong).output


def test_a_folder_that_is_not_there_is_refused(indgang: Indgang, kept: Path) -> None:
    assert "there is no folder" in indgang("person", "erase", ANN, "--harvest", "/nowhere/rows").output


def test_a_recipient_of_leads_is_no_visitor(indgang: Indgang, kept: Path, folder: Folder) -> None:
    destinations = folder.path / "directory/destinations.yaml"
    destinations.write_text(destinations.read_text().replace("lab:", f"lab:\n  delivery: {{email: {ANN}}}", 1))
    result = indgang("person", "erase", ANN, "--yes")
    assert isinstance(result.exception, ConfigurationError), result.output
    assert "destinations.yaml" in str(result.exception)
