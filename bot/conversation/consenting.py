"""Consent is a deed: what it makes, and how it is taken back. Pure; the engine stores the result in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import (
    Author,
    Consent,
    Conversation,
    Directory,
    Handoff,
    Lead,
    Message,
    NotPossibleNow,
    Route,
    Stage,
    UnknownLink,
    VisitorConsent,
)
from bot.qualification import is_ready
from bot.routing import touching
from bot.triage import answer_by, passed_on, withdraw

from .composing import Reply
from .review import notice_id
from .staffing import Staffing
from .touched import told
from .wording import HANDED_OVER, KNOWN_WORK, WITHDRAWN

REFERENCE_LENGTH = 8


def agreed_routes(before: Conversation, heard: VisitorConsent, offered: Sequence[Route]) -> list[Route]:
    """The ticked destinations. Raises NotPossibleNow with what to do about it."""
    if not is_ready(before.inquiry):
        raise NotPossibleNow("fill in what you want, the product, the company and an e-mail address first")
    if heard.notice != notice_id(before.language):
        raise NotPossibleNow("the notice has changed since it was shown; show the review again")
    standing = {handoff.destination_id for handoff in before.standing_handoffs}
    agreed = [route for route in offered if route.destination_id in set(heard.destination_ids) - standing]
    if not agreed:
        raise NotPossibleNow("tick at least one recipient that has not already received the enquiry")
    return agreed


def hand_over(
    before: Conversation, routes: Sequence[Route], heard: VisitorConsent, *, now: datetime, staffing: Staffing
) -> Conversation:
    """The conversation with a consent and a handoff per destination, and a receipt that names them.

    Where a colleague had suggested the destination, the handoff goes on from theirs, which ends.
    """
    new_id = staffing.new_id
    reference = new_reference(new_id)
    handoffs = [
        Handoff(
            id=new_id(),
            reference=reference if len(routes) == 1 else f"{reference}-{place}",
            destination_id=route.destination_id,
            lead=Lead(before.inquiry, now),
            route=route,
            previous_id=_proposer_id(before, route),
            answer_by=answer_by(now, staffing.directory.answering.terms(route.destination_id)),
        )
        for place, route in enumerate(routes, start=1)
    ]
    after = replace(
        before,
        consents=(*before.consents, *(_consent(heard, route, now=now) for route in routes)),
        handoffs=(
            *(_let_go(known, routes, heard, now=now) for known in before.handoffs),
            *(staffing.reminded(handoff, at=now) for handoff in handoffs),
        ),
        stage=Stage.HANDED_OVER,
        asking=None,
    )
    return _say(after.hears(heard.id), heard.id, _receipt(before, handoffs, staffing.directory), now)


def take_back(before: Conversation, *, reference: str, event_id: str, now: datetime) -> Conversation:
    """The conversation with one handoff withdrawn and its consent ended."""
    handoff = next((handoff for handoff in before.open_handoffs if handoff.reference == reference), None)
    if handoff is None:
        raise UnknownLink("this reference does not stand in this conversation")
    consents = tuple(
        replace(consent, withdrawn_at=now)
        if consent.destination_id == handoff.destination_id and consent.withdrawn_at is None
        else consent
        for consent in before.consents
    )
    after = before.with_handoff(withdraw(handoff, id_=event_id, at=now))
    after = replace(after, consents=consents).hears(event_id)
    after = replace(after, stage=Stage.HANDED_OVER if after.open_handoffs else Stage.TALKING)
    reply = Reply(before.language)
    reply.say(WITHDRAWN, reference=reference)
    return _say(after, event_id, reply, now)


def _consent(heard: VisitorConsent, route: Route, *, now: datetime) -> Consent:
    return Consent(
        id=f"{heard.id}/{route.destination_id}",
        destination_id=route.destination_id,
        given_at=now,
        notice=heard.notice,
    )


def new_reference(new_id: Callable[[], str]) -> str:
    """What the company and staff call a lead."""
    return f"IND-{new_id().replace('-', '')[:REFERENCE_LENGTH].upper()}"


def _proposer_id(before: Conversation, route: Route) -> str:
    proposers = (each.id for each in before.standing_handoffs if each.proposes == route.destination_id)
    return next(proposers, "")


def _let_go(known: Handoff, routes: Sequence[Route], heard: VisitorConsent, *, now: datetime) -> Handoff:
    """A handoff that was to be passed on to one of these has been."""
    if known.stands and known.proposes in {route.destination_id for route in routes}:
        return passed_on(known, id_=f"{heard.id}/{known.id}", at=now)
    return known


def _receipt(before: Conversation, handoffs: Sequence[Handoff], directory: Directory) -> Reply:
    reply = Reply(before.language)
    names = ", ".join(handoff.route.name.in_language(before.language) for handoff in handoffs)
    reply.say(HANDED_OVER, reference=", ".join(handoff.reference for handoff in handoffs), recipients=names)
    # Only what is about the same organ or disease: what merely works the same way would read as a promise.
    same = [each for each in touching(before.inquiry, directory, said=before.visitors_words) if each.is_of_the_body]
    if same:
        reply.say(KNOWN_WORK, work="; ".join(told(each, before.language) for each in same))
    return reply


def _say(after: Conversation, event_id: str, reply: Reply, now: datetime) -> Conversation:
    return after.says(
        Message(id=f"{event_id}/reply", author=Author.BOT, text=reply.text, sent_at=now, parts=reply.parts)
    )
