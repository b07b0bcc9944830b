"""Consent is a deed: what it makes, and how it is taken back. Pure; the engine stores the result in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import (
    Author,
    Consent,
    Conversation,
    Handoff,
    HandoffState,
    Lead,
    Message,
    NotPossibleNow,
    Route,
    Stage,
    UnknownLink,
    VisitorConsent,
)
from bot.qualification import is_ready

from .composing import Reply
from .review import notice_id
from .wording import HANDED_OVER, WITHDRAWN

REFERENCE_LENGTH = 8


def agreed_routes(before: Conversation, heard: VisitorConsent, offered: Sequence[Route]) -> list[Route]:
    """The ticked destinations. Raises NotPossibleNow with what to do about it."""
    if not is_ready(before.inquiry):
        raise NotPossibleNow("fill in what you want, the product, the company and an e-mail address first")
    if heard.notice != notice_id(before.language):
        raise NotPossibleNow("the notice has changed since it was shown; show the review again")
    standing = {handoff.destination_id for handoff in before.open_handoffs}
    agreed = [route for route in offered if route.destination_id in set(heard.destination_ids) - standing]
    if not agreed:
        raise NotPossibleNow("tick at least one recipient that has not already received the enquiry")
    return agreed


def hand_over(
    before: Conversation, routes: Sequence[Route], heard: VisitorConsent, *, now: datetime, new_id: Callable[[], str]
) -> Conversation:
    """The conversation with a consent and a handoff per destination, and a receipt that names them."""
    reference = f"IND-{new_id().replace('-', '')[:REFERENCE_LENGTH].upper()}"
    consents = [
        Consent(
            id=f"{heard.id}/{route.destination_id}",
            destination_id=route.destination_id,
            given_at=now,
            notice=heard.notice,
        )
        for route in routes
    ]
    handoffs = [
        Handoff(
            id=new_id(),
            reference=reference if len(routes) == 1 else f"{reference}-{place}",
            destination_id=route.destination_id,
            lead=Lead(before.inquiry, now),
            route=route,
        )
        for place, route in enumerate(routes, start=1)
    ]
    after = replace(
        before,
        consents=(*before.consents, *consents),
        handoffs=(*before.handoffs, *handoffs),
        stage=Stage.HANDED_OVER,
        asking=None,
    )
    return _say(after.hears(heard.id), heard.id, _receipt(before, handoffs), now)


def take_back(before: Conversation, *, reference: str, event_id: str, now: datetime) -> Conversation:
    """The conversation with one handoff withdrawn and its consent ended."""
    handoff = next((handoff for handoff in before.open_handoffs if handoff.reference == reference), None)
    if handoff is None:
        raise UnknownLink("this reference does not stand in this conversation")
    withdrawn = replace(handoff, state=HandoffState.WITHDRAWN)
    handoffs = tuple(withdrawn if known.id == handoff.id else known for known in before.handoffs)
    consents = tuple(
        replace(consent, withdrawn_at=now)
        if consent.destination_id == handoff.destination_id and consent.withdrawn_at is None
        else consent
        for consent in before.consents
    )
    after = replace(before, handoffs=handoffs, consents=consents).hears(event_id)
    after = replace(after, stage=Stage.HANDED_OVER if after.open_handoffs else Stage.TALKING)
    reply = Reply(before.language)
    reply.say(WITHDRAWN, reference=reference)
    return _say(after, event_id, reply, now)


def _receipt(before: Conversation, handoffs: Sequence[Handoff]) -> Reply:
    reply = Reply(before.language)
    names = ", ".join(handoff.route.name.in_language(before.language) for handoff in handoffs)
    reply.say(HANDED_OVER, reference=", ".join(handoff.reference for handoff in handoffs), recipients=names)
    return reply


def _say(after: Conversation, event_id: str, reply: Reply, now: datetime) -> Conversation:
    return after.says(
        Message(id=f"{event_id}/reply", author=Author.BOT, text=reply.text, sent_at=now, parts=reply.parts)
    )
