"""Plays scripted companies: they tell what is asked, and now and then talk over it, correct themselves or ask why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.domain import Conversation, UnreadableDocument

from .cases import Case
from .house import NextWords
from .records import TurnRecord

PERSONAS = Path(__file__).parent / "personas"
MOST_TURNS = 16
SKIP = {"da": "spring over", "en": "skip"}
ENDED = "handover_offered"

Text = Annotated[str, StringConstraints(min_length=1)]


class Persona(BaseModel):
    """A scripted company. An answer of several texts is said one after the other, each time the field is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Text
    lang: Text
    quirk: Text
    opening: Text
    answers: Mapping[str, Text | list[Text]]
    truth: Mapping[str, Text]
    routes: Annotated[list[Text], Field(min_length=1)]
    least_questions: int

    def as_case(self) -> Case:
        return Case(
            id=f"P-{self.id}",
            lang=self.lang,
            group="persona",
            said=(self.opening,),
            expected_route=tuple(self.routes),
            persona={**self.truth, "least_questions": str(self.least_questions)},
            revealed=frozenset(self.truth),
            provenance=f"persona: {self.quirk}",
        )

    def speaking(self) -> NextWords:
        """What this company says next: its opening, then an answer to what is asked, until a handover is offered."""
        return _Speaker(self)


@dataclass(frozen=True, slots=True)
class _Speaker:
    persona: Persona

    def __call__(self, turns: Sequence[TurnRecord], conversation: Conversation) -> str | None:
        del conversation
        if not turns:
            return self.persona.opening
        last = turns[-1]
        if last.outcome == ENDED or not last.asked or len(turns) >= MOST_TURNS:
            return None
        answer = self.persona.answers.get(last.asked, SKIP[self.persona.lang])
        texts = [answer] if isinstance(answer, str) else answer
        times = sum(turn.asked == last.asked for turn in turns)
        return texts[min(times, len(texts)) - 1]


@cache
def load_personas(folder: Path = PERSONAS) -> tuple[Persona, ...]:
    """Every persona, in the order of its file name.

    Raises:
        UnreadableDocument: a file is not a persona; the message names the file and the fields to mend.
    """
    return tuple(_read(path) for path in sorted(folder.glob("*.yaml")))


def _read(path: Path) -> Persona:
    try:
        return Persona.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise UnreadableDocument(f"{path.name} is not a persona; see evals/datasets/README.md: {error}") from error
