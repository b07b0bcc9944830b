"""What one turn is thought through with, and what it ends as."""

from dataclasses import dataclass
from datetime import date

from bot.domain import Answer, Conversation, Field, Outcome, Passage, Route, ScoredPassage

from .composing import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """A turn half thought: what is known of how it will end.

    `outcome` is None while nothing was answered. `answer` rests on `hits`, best first; `is_known` says whether one fits
    the visitor's own words well, `comes_first` whether the answer goes before any suggestion (what was asked is
    answered, and what fits well is said), `is_vague` that the question may have meant something else.
    """

    now: Conversation
    reply: Reply
    day: date
    outcome: Outcome | None = None
    answer: Answer | None = None
    hits: tuple[ScoredPassage, ...] = ()
    is_known: bool = False
    comes_first: bool = False
    is_vague: bool = False
    noted: str = ""
    """What was understood of the company, to be said back after the answer and before the next question."""
    gap: str = ""

    @property
    def lead(self) -> Passage | None:
        return self.hits[0].passage if self.hits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The conversation as it stands after a message, and what is said."""

    conversation: Conversation
    reply: Reply
    outcome: Outcome
    asks_for: Field | None = None
    routes: tuple[Route, ...] = ()
    gap: str = ""
