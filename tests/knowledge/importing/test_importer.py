"""A folder of documents is brought into the store, file by file, and again only where something changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain import Language, Passage
from bot.knowledge.importing import Change, Imported, Importer

TEA = "Komitéen drikker te hver dag, og det er en god vane for alle."


@dataclass
class MemoryDocuments:
    kept: dict[str, Sequence[Passage]] = field(default_factory=dict[str, Sequence[Passage]])
    known: dict[str, str] = field(default_factory=dict[str, str])

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
        assert file_name
        assert title
        assert language in Language
        self.kept[document_id] = passages
        self.known[document_id] = content_hash

    async def hashes(self) -> dict[str, str]:
        return dict(self.known)

    async def remove(self, document_id: str) -> None:
        del self.kept[document_id], self.known[document_id]


def run(folder: Path, documents: MemoryDocuments, *, prune: bool = False, hidden: Sequence[str] = ()) -> list[Imported]:
    told = list[Imported]()
    importer = Importer(documents=documents, mask=lambda text: text, prune=prune, hidden_addresses=hidden)
    results = asyncio.run(importer.run([folder], progress=told.append))
    assert sorted(told, key=str) == sorted(results, key=str)
    return results


def changes(results: Sequence[Imported]) -> dict[str, Change]:
    return {result.document_id: result.change for result in results}


def test_only_what_changed_is_imported_again(tmp_path: Path) -> None:
    documents = MemoryDocuments()
    (tmp_path / "te.md").write_text(TEA, encoding="utf-8")
    (tmp_path / "kaffe.txt").write_text(TEA, encoding="utf-8")

    first = run(tmp_path, documents)
    (tmp_path / "te.md").write_text(f"{TEA} {TEA}", encoding="utf-8")
    second = run(tmp_path, documents)

    assert changes(first) == {"te": Change.ADDED, "kaffe": Change.ADDED}
    assert changes(second) == {"te": Change.CHANGED, "kaffe": Change.UNCHANGED}
    assert [passage.id for passage in documents.kept["te"]] == ["te#1"]


def test_a_new_address_to_hide_cuts_everything_anew(tmp_path: Path) -> None:
    documents = MemoryDocuments()
    (tmp_path / "te.md").write_text(f"{TEA}\n\nSkriv til Pelle, pelle@robot.example", encoding="utf-8")

    run(tmp_path, documents)
    results = run(tmp_path, documents, hidden=["pelle@robot.example"])

    assert changes(results) == {"te": Change.CHANGED}
    assert "pelle@" not in documents.kept["te"][0].text


def test_a_bad_file_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    documents = MemoryDocuments()
    (tmp_path / "picture.png").write_bytes(b"png")
    (tmp_path / "te.md").write_text(TEA, encoding="utf-8")
    (tmp_path / ".hidden.md").write_text(TEA, encoding="utf-8")

    results = run(tmp_path, documents)

    assert changes(results) == {"picture": Change.REFUSED, "te": Change.ADDED}
    [refused] = [result for result in results if result.change is Change.REFUSED]
    assert "save it as one of" in refused.reason


def test_two_files_of_one_name_are_not_confused(tmp_path: Path) -> None:
    documents = MemoryDocuments()
    (tmp_path / "te.md").write_text(TEA, encoding="utf-8")
    (tmp_path / "te.txt").write_text(TEA, encoding="utf-8")

    results = run(tmp_path, documents)

    assert [result.change for result in results] == [Change.ADDED, Change.REFUSED]
    assert "rename one of them" in results[1].reason


def test_a_file_that_is_gone_is_removed_only_when_asked(tmp_path: Path) -> None:
    documents = MemoryDocuments()
    path = tmp_path / "te.md"
    path.write_text(TEA, encoding="utf-8")
    run(tmp_path, documents)
    path.unlink()

    kept = run(tmp_path, documents)
    removed = run(tmp_path, documents, prune=True)

    assert kept == []
    assert changes(removed) == {"te": Change.REMOVED}
    assert documents.kept == {}
