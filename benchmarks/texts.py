"""What is measured on: the shipped cards, and a public set of questions where it lies beside the checkout."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain import Language, Passage
from bot.knowledge import read_knowledge
from bot.retrieval import passages_of

ROOT = Path(__file__).parent.parent
SETS = ROOT.parent / "shared" / "retrieval-data"
SEED = 7


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages and the numbers of the passages that answer it."""

    texts: dict[Language, str]
    answers: frozenset[int]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    passages: Sequence[dict[Language, str]]
    questions: Sequence[Question]

    def passage(self, number: int, language: Language) -> Passage:
        return plain_passage(f"p{number}", self.passages[number][language], language)


def plain_passage(key: str, text: str, language: Language) -> Passage:
    return Passage(id=key, card_id=key, language=language, title="", text=text, source_title="", is_card=False)


def public_set(name: str, *, questions: int = 0) -> QuestionSet | None:
    """The set, or the first `questions` of it once shuffled; None where it does not lie beside the checkout."""
    folder = SETS / name
    if not folder.is_dir():
        return None
    passages, asked, pairs = (_rows(folder / f"{part}.jsonl") for part in ("corpus", "queries", "qrels"))
    if questions:
        random.Random(SEED).shuffle(asked)  # noqa: S311 - a fair sample, not a secret
        asked = asked[:questions]
    numbers = {row["id"]: number for number, row in enumerate(passages)}
    answers: dict[str, set[int]] = {}
    for pair in pairs:
        answers.setdefault(pair["q"], set()).add(numbers[pair["d"]])
    return QuestionSet(
        [_both(row) for row in passages], [Question(_both(row), frozenset(answers[row["id"]])) for row in asked]
    )


def _both(row: dict[str, Any]) -> dict[Language, str]:
    return {language: str(row[language]) for language in Language if language in row}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def card_passages() -> list[Passage]:
    """Every card that is served, in both languages."""
    cards = read_knowledge(ROOT / "knowledge").knowledge.cards
    return [passage for card in cards if not card.superseded_by for passage in passages_of(card)]
