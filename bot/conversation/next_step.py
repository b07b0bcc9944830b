"""What should happen next, decided without touching the world."""

from dataclasses import dataclass

from bot.domain import Conversation, Field, Stage
from bot.qualification import is_ready, missing_fields


@dataclass(frozen=True, slots=True)
class JustReply:
    """Nothing more to ask."""


@dataclass(frozen=True, slots=True)
class AskFor:
    """Ask one thing. `decides` is true when the route hangs on it."""

    field: Field
    decides: bool


@dataclass(frozen=True, slots=True)
class OfferHandover:
    """All a colleague needs is known: show it, and let the visitor decide."""


@dataclass(frozen=True, slots=True)
class SayWhatIsNeeded:
    """The visitor skipped something without which nobody can answer them."""

    field: Field


NextStep = JustReply | AskFor | OfferHandover | SayWhatIsNeeded


def next_step(conversation: Conversation) -> NextStep:
    if not conversation.wants_contact or conversation.stage is Stage.HANDED_OVER:
        return JustReply()
    if missing := missing_fields(conversation.inquiry):
        return AskFor(missing[0].field, missing[0].decides)
    if is_ready(conversation.inquiry):
        return OfferHandover()
    return SayWhatIsNeeded(_unsaid(conversation))


def _unsaid(conversation: Conversation) -> Field:
    known = conversation.inquiry
    needed = (Field.CONTACT_EMAIL, Field.COMPANY_NAME, Field.PRODUCT, Field.NEED)
    return next(field for field in needed if known.get(field) is None)
