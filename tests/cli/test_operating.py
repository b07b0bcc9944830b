"""`indgang import`, `index`, `doctor` and `chat`: what an operator does, on a small folder."""

from pathlib import Path

import pytest

from bot.domain import UnreadableDocument
from bot.settings import Settings
from tests.knowledge.folder import Folder
from tests.mail.server import open_mailroom
from tests.storage.samples import conversation, with_lead
from tests.trust.searching import Numbers, files_with

from .conftest import Indgang, keep


def test_a_file_that_is_not_there_is_refused(indgang: Indgang) -> None:
    error = indgang("import", "nowhere.md").exception
    assert isinstance(error, UnreadableDocument)
    assert "nowhere.md" in str(error)


def test_a_kind_of_file_that_cannot_be_read_is_refused_with_the_reason(indgang: Indgang, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    refused = indgang("import", str(path))
    assert isinstance(refused.exception, SystemExit), refused.exc_info
    assert refused.exit_code == 1
    assert refused.output.startswith("refused: picture.png (")


@pytest.mark.slow
def test_a_document_is_imported_once_found_again_and_forgotten_with_its_file(indgang: Indgang, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    path = documents / "kaffe.md"
    path.write_text("# Kaffe\n\nKaffemaskinen i Kolding er grøn. CPR 010203-4567.\n", encoding="utf-8")
    imported = indgang("import", str(documents))
    assert imported.exit_code == 0, imported.output
    assert "added: kaffe.md" in imported.output
    assert "texts indexed" in imported.output
    assert b"010203-4567" not in (tmp_path / "var" / "indgang.db").read_bytes()

    again = indgang("import", str(documents))
    assert "unchanged: kaffe.md" in again.output
    assert "texts indexed" not in again.output
    assert "0 of them newly embedded" in indgang("index").output

    path.unlink()
    assert "removed: kaffe" in indgang("import", "--prune", str(documents)).output


@pytest.mark.slow
def test_the_doctor_says_what_is_well_and_what_is_not(indgang: Indgang, folder: Folder) -> None:
    well = indgang("doctor")
    assert well.exit_code == 0, well.output
    assert "✓ knowledge: 2 cards, 2 destinations, 0 findings" in well.output
    for part in ("python", "sites", "widget", "embedder", "database", "secret", "hosts"):
        assert f"✓ {part}:" in well.output

    folder.write("topics.yaml", "robots: [")
    ill = indgang("doctor")
    assert ill.exit_code == 1
    assert "✗ knowledge:" in ill.output
    assert "✓ database:" in ill.output


@pytest.mark.slow
@pytest.mark.parametrize(("agrees", "leads"), [("y", 1), ("n", 0)])
def test_the_whole_journey_in_a_terminal(indgang: Indgang, agrees: str, leads: int) -> None:
    said = [
        "Can the robot dance?",
        "We want to test our singing bed.",
        "skip",
        "It is CE-marked",
        "skip",
        "Apple Aid ApS",
        "mia@example.org",
        agrees,
        "exit",
    ]
    talked = indgang("chat", "--lang", "en", typed="\n".join(said) + "\n")
    assert talked.exit_code == 0, talked.output
    assert "AI assistant" in talked.output
    assert "[1] Referat, Robotudvalget · Punkt 1 · 2026-05-01" in talked.output
    assert "E-mail: mia@example.org" in talked.output
    assert ("Your enquiry is stored as IND-" in talked.output) is bool(leads)
    assert ("IND-" in indgang("leads").output) is bool(leads)


def test_a_backup_is_written_and_put_back(indgang: Indgang, settings: Settings, tmp_path: Path) -> None:
    keep(settings, with_lead(conversation()))
    copy = str(tmp_path / "copy.db")
    assert "checked whole" in indgang("backup", copy).output
    assert "add --replace" in str(indgang("restore", copy).exception)
    assert "what stood there is now" in indgang("restore", copy, "--replace").output
    assert "IND-1" in indgang("leads").output


@pytest.mark.slow
def test_the_doctor_says_whether_mail_is_set_up(indgang: Indgang, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "✓ mail: not set up" in indgang("doctor").output
    monkeypatch.setenv("INDGANG_PUBLIC_URL", "https://indgang.example")
    monkeypatch.setenv("INDGANG_MAIL__SENDER", "indgang@here.example")
    monkeypatch.setenv("INDGANG_MAIL__HOST", "127.0.0.1")
    monkeypatch.setenv("INDGANG_MAIL__SECURITY", "none")
    with open_mailroom() as room:
        monkeypatch.setenv("INDGANG_MAIL__PORT", str(room.port))
        well = indgang("doctor")
    assert "✓ mail: 127.0.0.1 lets us in; 0 of 2 destinations have a delivery address" in well.output
    ill = indgang("doctor")
    assert ill.exit_code == 1
    assert "✗ mail: the mail server cannot be reached" in ill.output


def test_a_documents_cpr_numbers_reach_neither_index_nor_database_nor_screen(
    indgang: Indgang, settings: Settings, tmp_path: Path
) -> None:
    numbers = Numbers()
    documents = tmp_path / "documents"
    documents.mkdir()
    words = f"Patienten med cpr {numbers.new()} fik afprøvet sengen på afdelingen.\n\n"
    (documents / "kaffe.md").write_text(f"# Sag om {numbers.new()}\n\n## Om {numbers.new()}\n\n{words}", "utf-8")
    named = documents / f"journal {numbers.new()}.md"
    named.write_text("# Journal\n\nOrd.\n", "utf-8")

    told = indgang("import", str(documents)).output
    named.unlink()
    told += indgang("import", str(documents)).output + indgang("doctor").output

    assert "added: kaffe.md" in told
    assert numbers.found_in(told.encode()) == []
    assert files_with(numbers, settings.data_dir) == {}
