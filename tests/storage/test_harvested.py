"""Harvested rows of a forgotten conversation go, and every file is searched byte by byte."""

import json
from pathlib import Path

from bot.domain import ConversationId
from bot.storage import Ledger, drop_harvested, files_with, harvest_label


def rows(*ids: str) -> str:
    return "".join(json.dumps({"id": f"{harvest_label(each)}1", "question": "Hvad?"}) + "\n" for each in ids)


def test_only_the_rows_of_these_conversations_go(tmp_path: Path) -> None:
    mixed, others, text = tmp_path / "deep" / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.txt"
    mixed.parent.mkdir()
    mixed.write_text(rows("by-hand-1", "by-hand-2", "by-hand-1"))
    others.write_text(rows("by-hand-2"))
    text.write_text(rows("by-hand-1"))
    assert drop_harvested(tmp_path, [ConversationId("by-hand-1")]) == {mixed: 2}
    assert mixed.read_text() == others.read_text() == rows("by-hand-2")
    assert text.read_text() == rows("by-hand-1")
    assert drop_harvested(tmp_path, []) == {}


def test_words_are_found_plain_as_json_and_over_the_edge_of_a_block(tmp_path: Path) -> None:
    (tmp_path / "plain.db").write_bytes(b"\0" * ((1 << 20) - 3) + "Ann@Sår.example".encode() + b"\0")
    (tmp_path / "json.log").write_text(json.dumps({"to": "ann@sår.example"}))
    (tmp_path / "other").write_text("ann@sar.example")
    found = files_with(tmp_path, ["ann@sår.example"])
    assert [file.name for file in found] == ["json.log", "plain.db"]
    assert files_with(tmp_path, ["", "x"]) != []
    assert files_with(tmp_path, [""]) == []


def test_the_ledger_holds_ids_and_is_read_back(tmp_path: Path) -> None:
    ledger = Ledger.beside(tmp_path / "var")
    assert ledger.erased() == []
    ledger.note({"conversations": ["a", "b"]})
    ledger.note({"conversations": ["c"]})
    assert ledger.erased() == ["a", "b", "c"]
