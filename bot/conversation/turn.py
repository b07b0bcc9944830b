"""What one turn is thought through with, and what it ends as."""

from dataclasses import dataclass
from datetime import date

from bot.domain import Conversation, Field, Outcome, Passage, Route

from .composing import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """A turn half thought: what was said so far, and what is known of how it will end.

    `outcome` is None while nothing was answered; `lead` is the passage the answer rests on; `suggests` asks for the
    destinations to be named.
    """

    now: Conversation
    reply: Reply
    day: date
    outcome: Outcome | None = None
    lead: Passage | None = None
    suggests: bool = False
    gap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The conversation as it stands after a message, and what is said."""

    conversation: Conversation
    reply: Reply
    outcome: Outcome
    asks_for: Field | None = None
    routes: tuple[Route, ...] = ()
    gap: str = ""
