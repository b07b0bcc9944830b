"""Two raters: cases out for people to grade, their grades in, and how far they agree beyond chance."""

import csv
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.domain import UnreadableDocument

from .cases import read_rows
from .figures import LANGUAGES
from .judging import GRADES
from .runs import Run, read_run

COLUMNS: tuple[str, ...] = ("id", "lang", "said", "answer", "grade", "note")
JUDGED, MEASURE = "answers", "helpful"
RESAMPLES = 1000
SEED = 20261125

Grades = Mapping[str, tuple[str, str]]
"""By case: language and grade, as written."""


def export_cases(run: Run, folder: Path, *, limit: int) -> int:
    """Cases with their answers, in an order that says nothing, for a person who does not see any grade."""
    suite = run.suites.get(JUDGED)
    if suite is None:
        raise UnreadableDocument("this run holds no answers; run `indgang eval run --suite answers`")
    rows: list[dict[str, str]] = []
    for lang in LANGUAGES:
        held = [case for key, case in sorted(suite.cases.items()) if case.lang == lang and key in run.answers]
        random.Random(SEED).shuffle(held)  # noqa: S311 - an order, not a secret
        rows += [
            {
                "id": case.id,
                "lang": lang,
                "said": "\n".join(case.said),
                "answer": run.answers[case.id],
                "grade": "",
                "note": "",
            }
            for case in held[:limit]
        ]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "cases.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({name: _harmless(text) for name, text in row.items()} for row in rows)
    (folder / "cases.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return len(rows)


def _harmless(text: str) -> str:
    """A spreadsheet runs what begins like a formula; a quote before it makes it text."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def read_grades(path: Path) -> Grades:
    """Grades of a person (CSV, JSONL) or of a judge (a run). Raises UnreadableDocument for anything else."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    elif path.suffix == ".jsonl":
        rows = list(read_rows(path))
    else:
        return _judged(read_run(path))
    try:
        return {row["id"]: (row["lang"], str(row["grade"] or "").strip().upper()) for row in rows}
    except KeyError as error:
        raise UnreadableDocument(f"{path.name} lacks the column {error}; export cases and fill in `grade`") from error


def _judged(run: Run) -> Grades:
    letters = {value: letter for letter, value in GRADES.items()}
    suite = run.suites.get(JUDGED)
    if suite is None or MEASURE not in suite.kinds:
        raise UnreadableDocument("no model judged this run; make one with `indgang eval run --judge …`")
    return {
        key: (case.lang, letters[case.marks[MEASURE].value] if MEASURE in case.marks else "")
        for key, case in suite.cases.items()
    }


def agreement(first: Path, second: Path) -> Iterator[tuple[str, ...]]:
    """A line per language: cases both graded, share alike, kappa, its interval, and what was left out."""
    one, other = read_grades(first), read_grades(second)
    for lang in LANGUAGES:
        shared = [key for key in one if key in other and one[key][0] == lang]
        pairs = [(one[key][1], other[key][1]) for key in shared]
        graded = [pair for pair in pairs if all(grade in GRADES for grade in pair)]
        out = len(pairs) - len(graded)
        if not graded:
            yield (lang, "0", "", "", "", f"{out} ungraded or off the scale")
            continue
        low, high = _interval(graded)
        alike = sum(a == b for a, b in graded) / len(graded)
        yield (
            lang,
            str(len(graded)),
            f"{alike:.0%}",
            f"{kappa(graded):.2f}",
            f"{low:.2f} … {high:.2f}",
            f"{out} ungraded or off the scale" if out else "none",
        )


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960): agreement beyond what the two raters' own habits would bring by chance."""
    total = len(pairs)
    seen = sum(a == b for a, b in pairs) / total
    grades = {grade for pair in pairs for grade in pair}
    chance = sum(
        (sum(a == grade for a, _ in pairs) / total) * (sum(b == grade for _, b in pairs) / total) for grade in grades
    )
    # Two raters who give all cases the same one grade agree wholly; nothing is left for chance to explain.
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def _interval(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    rng = random.Random(SEED)  # noqa: S311 - resampling, not a secret
    values = sorted(kappa(rng.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]
