"""Two raters: what goes out, what comes in, and how far they agree, worked out by hand."""

import csv
import json
from pathlib import Path

import pytest

from bot.domain import UnreadableDocument
from evals.judging import Graded, read_grade
from evals.raters import agreement, export_cases, kappa, read_grades
from evals.runs import write_run

from .samples import kind, run, scored


def graded(path: Path, *rows: tuple[str, str, str]) -> Path:
    path.write_text(
        "".join(json.dumps({"id": id_, "lang": lang, "grade": grade}) + "\n" for id_, lang, grade in rows), "utf-8"
    )
    return path


def test_kappa_by_hand() -> None:
    # 20 both yes, 5 and 10 apart, 15 both no: seen .7, by chance .5, so (.7 - .5) / (1 - .5).
    pairs = [("A", "A")] * 20 + [("A", "C")] * 5 + [("C", "A")] * 10 + [("C", "C")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_cases_go_out_without_grades_and_harmless_to_a_spreadsheet(tmp_path: Path) -> None:
    held = run(scored("C1", m=0.0), scored("C2", "en", m=1.0), answers={"C1": "=HYPERLINK(1)", "C2": "Fine."})
    assert export_cases(held, tmp_path, limit=5) == 2
    with (tmp_path / "cases.csv").open(encoding="utf-8-sig") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["C1"]["answer"] == "'=HYPERLINK(1)"
    assert {row["grade"] for row in rows.values()} == {""}
    assert read_grades(tmp_path / "cases.csv") == {"C1": ("da", ""), "C2": ("en", "")}
    assert read_grades(tmp_path / "cases.jsonl") == read_grades(tmp_path / "cases.csv")


def test_a_run_without_answers_cannot_be_exported(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="--suite answers"):
        export_cases(run(scored("C1", m=1.0), suite="routing"), tmp_path, limit=5)


def test_two_people_are_compared_by_language_and_ungraded_cases_left_out(tmp_path: Path) -> None:
    one = graded(tmp_path / "one.jsonl", ("1", "da", "a"), ("2", "da", "B"), ("3", "da", ""), ("4", "en", "Z"))
    other = graded(tmp_path / "two.jsonl", ("1", "da", "A"), ("2", "da", "B"), ("3", "da", "A"), ("4", "en", "A"))
    danish, english = agreement(one, other)
    assert danish[:4] == ("da", "2", "100%", "1.00")
    assert danish[5] == "1 ungraded or off the scale"
    assert english == ("en", "0", "", "", "", "1 ungraded or off the scale")


def test_a_person_is_compared_with_a_judge(tmp_path: Path) -> None:
    judged = run(scored("1", helpful=0.5), scored("2", m=1.0), kinds={"helpful": kind(gates=False), "m": kind()})
    write_run(judged, tmp_path / "run.json")
    assert read_grades(tmp_path / "run.json") == {"1": ("da", "B"), "2": ("da", "")}
    write_run(run(scored("1", m=1.0)), tmp_path / "run.json")
    with pytest.raises(UnreadableDocument, match="no model judged this run"):
        read_grades(tmp_path / "run.json")


def test_a_file_without_grades_names_the_column(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "1", "lang": "da"}\n', encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="lacks the column 'grade'"):
        read_grades(path)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GRADE: A", 1.0),
        ("thinking\nGRADE: C.", 0.0),
        ("GRADE: A\nGRADE: B", None),
        ("Great!", None),
        ("GRADE: F", None),
    ],
)
def test_a_judge_that_answers_off_its_scale_gives_no_grade(text: str, value: float | None) -> None:
    found = read_grade(text)
    assert found.value == value
    assert bool(found.why) == (value is None)
    assert isinstance(found, Graded)
