"""The datasets are what their README says: labelled, whole, balanced, and true to the documents they name."""

from collections import Counter
from pathlib import Path

import pytest

from bot.domain import UnreadableDocument
from bot.knowledge import load_knowledge
from evals.cases import DATASETS, KINDS_OF_REPLY, Case, case_from, load_cases, read_rows
from evals.matching import meets, normalise
from evals.playing import load_personas
from tests.pages import ROOT

NAMES = sorted(path.stem for path in DATASETS.glob("*.jsonl"))
CASES = load_cases(NAMES)
SEEDS = ROOT.parent / "shared" / "seeds"


def test_there_are_more_than_four_hundred_rows_each_with_its_own_id() -> None:
    ids = [case.id for case in CASES] + [persona.id for persona in load_personas()]
    assert len(ids) >= 400
    assert [key for key, count in Counter(ids).items() if count > 1] == []


def test_each_row_names_what_it_is_built_on() -> None:
    assert [case.id for case in CASES if not case.provenance] == []
    assert {case.lang for case in CASES} == {"da", "en"}


@pytest.mark.parametrize("name", NAMES)
def test_each_set_asks_about_as_much_in_danish_as_in_english(name: str) -> None:
    counts = Counter(case.lang for case in load_cases([name]))
    assert min(counts.values()) >= 0.8 * max(counts.values())


def test_both_halves_hold_cases_of_each_language() -> None:
    counts = Counter((case.split, case.lang) for case in CASES)
    assert min(counts[split, lang] for split in ("dev", "test") for lang in ("da", "en")) > len(CASES) / 6


def test_an_expected_answer_meets_its_own_key_facts() -> None:
    rows = [row for name in NAMES for row in read_rows(DATASETS / f"{name}.jsonl") if row.get("expected_answer")]
    assert rows
    assert [
        (row["id"], entry)
        for row in rows
        for entry in row.get("key_facts", [])
        if not meets(entry, row["expected_answer"])
    ] == []


def test_expected_routes_are_destinations_or_kinds_of_reply() -> None:
    known = load_knowledge(ROOT / "knowledge").directory.destinations.keys() | KINDS_OF_REPLY
    assert [(case.id, route) for case in CASES for route in case.expected_route if route not in known] == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents do not lie beside the checkout")
def test_snippets_stand_in_their_documents_word_for_word() -> None:
    texts = {path.name: _plain(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")}
    assert [
        (case.id, gold.file)
        for case in CASES
        for gold in case.gold
        if not gold.snippet.startswith("http") and _plain(gold.snippet) not in texts.get(Path(gold.file).name, "")
    ] == []


def _plain(text: str) -> str:
    return normalise(text.replace("*", "").replace("\\", ""))


def test_a_line_that_is_no_object_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": 1}\n[1]\n', encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=r"x\.jsonl line 2"):
        list(read_rows(path))
    path.write_text("{\n", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="line 1 is not JSON"):
        list(read_rows(path))


def test_a_row_without_what_every_case_needs_is_named() -> None:
    with pytest.raises(UnreadableDocument, match="case A1 lacks 'group'"):
        case_from({"id": "A1", "lang": "da"})


def test_a_case_says_whether_the_sources_answer_it() -> None:
    def answerable(group: str) -> bool | None:
        return Case(id="A", lang="da", group=group, said=("?",), persona={}).is_answerable

    assert (answerable("seed"), answerable("out_of_scope"), answerable("dialogue")) == (True, False, None)
