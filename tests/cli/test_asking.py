"""`indgang ask`: one question, or a file of them in the shape the evaluation reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.domain import UnreadableDocument

from .conftest import Indgang

ROWS: list[dict[str, Any]] = [
    {"id": "Q1", "lang": "en", "question": "Can the robot dance?"},
    {"id": "Q2", "lang": "da", "question": "Lær mig tango"},
    {
        "id": "Q3",
        "lang": "en",
        "turns": [{"user": "We want to test our singing bed."}, {"user": "No,\u2028it is not CE-marked"}],
    },
]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--jsonl", "in.jsonl"],
        ["--out", "out.jsonl"],
        ["A question?", "--jsonl", "in.jsonl", "--out", "out.jsonl"],
        ["A question?", "--out", "out.jsonl"],
        ["A question?", "--lang", "sv"],
    ],
)
def test_arguments_that_make_no_sense_are_refused_before_anything_is_done(
    indgang: Indgang, arguments: list[str], tmp_path: Path
) -> None:
    assert indgang("ask", *arguments).exit_code == 2
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"id": "1"}', "needs an id and a question"),
        (b'{"question": "Who?"}', "needs an id and a question"),
        (b'\n{"id": "1", "question"', "line 2 is not JSON"),
        (b"[1, 2]", "needs an id and a question"),
        (b"7", "needs an id and a question"),
        (b'{"id": "1", "question": "bl\xe5?"}', "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_by_its_line(
    indgang: Indgang, tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    error = indgang("ask", "--jsonl", str(path), "--out", str(tmp_path / "out.jsonl")).exception
    assert isinstance(error, UnreadableDocument)
    assert problem in str(error)


@pytest.mark.slow
def test_every_row_is_answered_in_the_shape_of_the_contract(indgang: Indgang, tmp_path: Path) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n\n", encoding="utf-8")
    ran = indgang("ask", "--jsonl", str(asked), "--out", str(out), "--today", "2026-11-01")
    assert ran.exit_code == 0, ran.output
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    assert [answer["id"] for answer in answers] == ["Q1", "Q2", "Q3"]
    keys = {"id", "lang", "answer", "outcome", "citations", "routes", "asked", "slots", "seconds"}
    for row, answer in zip(ROWS, answers, strict=True):
        assert answer.keys() == keys | ({"turns"} if "turns" in row else set())
        assert answer["lang"] == row["lang"]
        assert answer["seconds"] >= 0
    dances, tango, dialogue = answers
    assert "does not dance" in dances["answer"]
    [citation, *_] = dances["citations"]
    assert citation.keys() == {"card_id", "title", "url", "as_of", "quote"}
    assert citation["card_id"] == "robot-lab"
    assert all(route.keys() == {"id", "name", "score", "reason", "missing"} for route in dances["routes"])
    assert tango["lang"] == "da"
    assert [turn["user"] for turn in dialogue["turns"]] == [turn["user"] for turn in ROWS[2]["turns"]]
    assert all(turn.keys() == {"user", "reply", "outcome", "asked"} for turn in dialogue["turns"])
    assert dialogue["answer"] == "\n\n".join(turn["reply"] for turn in dialogue["turns"])
    assert dialogue["asked"] == [field for turn in dialogue["turns"] for field in turn["asked"]]
    assert dialogue["asked"][0] == "region_hospital"
    assert dialogue["slots"]["need"] == {"value": "test", "quote": "test", "message": "m1"}
    assert dialogue["slots"]["ce_status"]["message"] == "m2"

    one = indgang("ask", "Can the robot dance?", "--lang", "en")
    assert "does not dance" in one.output
    assert "[1] The robot lab · 2026-05-01" in one.output
    assert "→" in one.output
