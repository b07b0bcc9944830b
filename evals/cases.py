"""Labelled cases: what is asked, what a right answer states, and which half of the set a case belongs to."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from bot.domain import UnreadableDocument

DATASETS = Path(__file__).parent / "datasets"
KINDS_OF_REPLY = frozenset({"info", "ask", "refuse", "out-of-scope", "emergency"})
TURNED_AWAY = frozenset({"refused", "out_of_scope", "emergency"})
ANSWERABLE = frozenset({"seed", "public", "lookalike", "answerable"})


@dataclass(frozen=True, slots=True)
class Gold:
    """Where a right answer stands: a document and section, or for a public fact its source address."""

    file: str
    section: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of a dataset. `said` are the visitor's messages, in order."""

    id: str
    lang: str
    group: str
    said: tuple[str, ...]
    key_facts: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()
    expected_route: tuple[str, ...] = ()
    persona: Mapping[str, str]
    revealed: frozenset[str] = frozenset()
    provenance: str = ""

    @property
    def destinations(self) -> tuple[str, ...]:
        """The destination ids that are right, primary first; empty where only a kind of reply is expected."""
        return tuple(route for route in self.expected_route if route not in KINDS_OF_REPLY)

    @property
    def is_answerable(self) -> bool | None:
        """Whether the sources answer it; None where the label leaves it open: a dialogue, a question to ask back."""
        if self.group == "out_of_scope":
            return False
        return True if self.group in ANSWERABLE else None

    @property
    def split(self) -> str:
        """`dev` may be read while the product is built; `test` is only ever scored. Decided by the id alone."""
        return "dev" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "test"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file.

    Raises:
        UnreadableDocument: a line is not a JSON object; the message names the line.
    """
    # Not splitlines: a JSON string may hold a line separator of Unicode's own.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row: object = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableDocument(f"{path.name} line {number} is not JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise UnreadableDocument(f"{path.name} line {number} is not a JSON object")
        yield cast(dict[str, Any], row)


def case_from(row: Mapping[str, Any]) -> Case:
    """Read one question or dialogue.

    Raises:
        UnreadableDocument: a field that every case needs is missing.
    """
    try:
        turns = row.get("turns", [])
        return Case(
            id=row["id"],
            lang=row["lang"],
            group=row["group"],
            said=tuple(turn["user"] for turn in turns) if turns else (row["question"],),
            key_facts=tuple(row.get("key_facts", [])),
            must_not=tuple(row.get("must_not", [])),
            gold=tuple(Gold(gold["file"], gold["section"], gold["snippet"]) for gold in row.get("gold", [])),
            expected_route=tuple(row.get("expected_route", [])),
            persona=row.get("persona", {}),
            revealed=frozenset(key for turn in turns for key in turn.get("reveals", [])),
            provenance=row.get("provenance", ""),
        )
    except KeyError as error:
        raise UnreadableDocument(
            f"case {row.get('id', '(no id)')} lacks {error}; see evals/datasets/README.md"
        ) from error


def load_cases(names: Iterable[str] = ("spine", "scope", "lookalikes", "further")) -> list[Case]:
    """The cases of our own datasets, in file order."""
    return [case_from(row) for name in names for row in read_rows(DATASETS / f"{name}.jsonl")]
