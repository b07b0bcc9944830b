"""Repairs: skip, cancel, "why do you ask?", "let me talk to a person", yes and no to an offer."""

from dataclasses import replace

from bot.answering import Repair, Understood
from bot.domain import Conversation, Field

from .composing import Reply
from .wording import ALL_RIGHT, GLAD_TO, STOPPED, WHY

_CLOSED_QUESTIONS = frozenset({Field.CE_STATUS, Field.PATIENTS, Field.AI_USE, Field.DATA})


def repaired(before: Conversation, understood: Understood, reply: Reply) -> Conversation | None:
    """The conversation after a repair, with what is said about it; None when the message is no repair."""
    match understood.repair:
        case Repair.SKIP if before.asking:
            return replace(before, inquiry=before.inquiry.skip(before.asking), asking=None)
        case Repair.CANCEL if before.wants_contact or before.asking:
            reply.say(STOPPED)
            return replace(before, wants_contact=False, asking=None)
        case Repair.SKIP | Repair.CANCEL:
            # Nothing is open: no reason to look for sources, least of all for an emergency in "spring over".
            reply.say(ALL_RIGHT)
            return before
        case Repair.WHY if before.asking:
            reply.say(WHY[before.asking])
            return before
        case Repair.PERSON | Repair.REVIEW:
            reply.say(GLAD_TO)
            return replace(before, wants_contact=True)
        case Repair.YES if before.asking not in _CLOSED_QUESTIONS:
            reply.say(GLAD_TO)
            return replace(before, wants_contact=True, asking=None)
        case Repair.NO if before.asking not in _CLOSED_QUESTIONS:
            reply.say(ALL_RIGHT)
            return replace(before, asking=None, wants_contact=False)
        case _:
            return None
