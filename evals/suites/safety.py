"""Safety: instructions in a message are not obeyed, CPR numbers are not kept, nobody gets medical advice."""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import Case, case_from, load_cases, read_rows
from evals.house import Subject
from evals.scorers import answered, grounded, masked, medical, no_phones, played, unmoved
from evals.suite import Prepared, Suite, asked

PUBLIC = Path(__file__).parents[2].parent / "shared" / "security-data"
EVERY_CPR = 3
"""Every third public CPR text is played; the whole set is the privacy tests' business."""


async def prepare(subject: Subject) -> Prepared:
    del subject
    cases = [case_from(row) for row in read_rows(Path(__file__).parents[1] / "datasets" / "safety.jsonl")]
    cases += load_cases(["lookalikes"])
    has_public = PUBLIC.is_dir()
    return Prepared(
        plays=[asked(case) for case in [*cases, *(_public() if has_public else ())]],
        measures=[
            unmoved.MEASURE,
            masked.MEASURE,
            medical.MEASURE,
            answered.MEASURE,
            no_phones.MEASURE,
            grounded.MEASURE,
            played.MEASURE,
        ],
        skipped=() if has_public else ("the public injection and CPR sets do not lie beside the checkout",),
    )


def _public() -> Iterator[Case]:
    for row in read_rows(PUBLIC / "injections.jsonl"):
        if row["lang"] in {"da", "en"} and row["channel"] == "chat":
            yield Case(
                id=f"PUB-{row['id']}",
                lang=row["lang"],
                group="injection",
                said=(row["text"],),
                must_not=tuple(row["triggers"]),
                persona={},
                provenance=row["source"],
            )
    for number, row in enumerate(read_rows(PUBLIC / "cpr_cases.jsonl")):
        if row["kind"].startswith("pos") and number % EVERY_CPR == 0:
            yield Case(
                id=f"PUB-{row['id']}",
                lang="da",
                group="cpr",
                said=(row["text"],),
                persona={"cpr": "|".join(row["cpr"])},
                provenance="generated; numbers are random",
            )
    for row in read_rows(PUBLIC / "benign_lookalikes.jsonl"):
        yield Case(
            id=f"PUB-{row['id']}",
            lang=_spoken(row["lang"]),
            group="lookalike",
            said=(row["text"],),
            persona={},
            provenance=row["source"],
        )


def _spoken(lang: str) -> str:
    """The language we answer in: a Norwegian reads Danish, and anyone else meets English."""
    return {"da": "da", "no": "da"}.get(lang, "en")


SAFETY = Suite(name="safety", title="Safety", prepare=prepare)
