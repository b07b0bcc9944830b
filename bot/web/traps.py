"""What no person does: fill in a field nobody is shown, or hand a lead over faster than one can read."""

import logging
from datetime import datetime, timedelta
from math import ceil
from typing import Annotated

from pydantic import StringConstraints, WithJsonSchema

from bot.domain import Conversation, PermanentError

logger = logging.getLogger(__name__)

LeftEmpty = Annotated[
    str, StringConstraints(max_length=1_000), WithJsonSchema({"type": "string", "maxLength": 0, "default": ""})
]
"""A field of a form that no person sees, hears or reaches. A client without such a form leaves it out."""


class FilledIn(PermanentError):
    """The field that nobody sees was filled in."""


class TooSoon(PermanentError):
    """Nobody reads so fast. Says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


def refuse_filled(value: str, *, where: str, conversation_id: str) -> None:
    """Raises FilledIn. A browser's extension may have filled it in, so it is told to send again."""
    if value:
        logger.warning("trap.filled_in", extra={"where": where, "conversation_id": conversation_id})
        raise FilledIn("the hidden field was filled in")


def refuse_haste(conversation: Conversation, *, now: datetime, least: timedelta) -> None:
    """Raises TooSoon where the conversation began less than `least` ago. A clock set back stops nobody."""
    passed = now - conversation.started_at
    if timedelta(0) <= passed < least:
        logger.warning("trap.too_soon", extra={"where": "consent", "conversation_id": conversation.id})
        raise TooSoon(ceil((least - passed).total_seconds()))
