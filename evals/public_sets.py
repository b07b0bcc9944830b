"""Public retrieval sets, read where they lie beside the checkout: measured with, never shipped."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain import Language, Passage

from .cases import read_rows

FOLDER = Path(__file__).parent.parent.parent / "shared" / "retrieval-data"
QUESTIONS = 60
PASSAGES = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSet:
    """`passages` in both languages; each question in both languages, with the keys of the passages that answer it."""

    name: str
    passages: tuple[tuple[str, dict[Language, str]], ...] = ()
    questions: tuple[tuple[dict[Language, str], tuple[str, ...]], ...] = ()
    languages: tuple[Language, ...] = ()
    """The languages its passages stand in."""
    missing: str = ""

    def passage(self, number: int, language: Language) -> Passage:
        key, texts = self.passages[number]
        return Passage(
            id=f"{key}:{language}",
            card_id=key,
            language=language,
            title="",
            text=texts[language],
            source_title=self.name,
            is_card=False,
        )


def public_sets() -> Iterator[PublicSet]:
    """A stable sample of each set: the same questions and passages in every run."""
    for name, languages in (("squad_daen", tuple(Language)), ("epi_health", (Language.DANISH,))):
        folder = FOLDER / name
        if folder.is_dir():
            yield _sample(name, folder, languages)
        else:
            yield PublicSet(name=name, missing=f"the public set {name} does not lie beside the checkout")


def _sample(name: str, folder: Path, languages: tuple[Language, ...]) -> PublicSet:
    answers: dict[str, list[str]] = {}
    for pair in read_rows(folder / "qrels.jsonl"):
        answers.setdefault(pair["q"], []).append(pair["d"])
    asked = [row for row in read_rows(folder / "queries.jsonl") if row["id"] in answers]
    questions = sorted(asked, key=_shuffled)[:QUESTIONS]
    needed = {passage for row in questions for passage in answers[row["id"]]}
    texts = {row["id"]: row for row in read_rows(folder / "corpus.jsonl")}
    others = [row for row in sorted(texts.values(), key=_shuffled) if row["id"] not in needed]
    kept = [texts[key] for key in sorted(needed)] + others[: max(0, PASSAGES - len(needed))]
    return PublicSet(
        name=name,
        languages=languages,
        passages=tuple((row["id"], _both(row)) for row in kept),
        questions=tuple((_both(row), tuple(answers[row["id"]])) for row in questions),
    )


def _shuffled(row: dict[str, Any]) -> str:
    return hashlib.sha256(str(row["id"]).encode()).hexdigest()


def _both(row: dict[str, Any]) -> dict[Language, str]:
    return {language: row.get(str(language)) or row["da"] for language in Language}
