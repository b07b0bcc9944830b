"""Consents and handoffs to rows and back."""

from dataclasses import asdict

from bot.domain import Consent, Exemption, Handoff, HandoffState, Staff, TriageState

from . import codec
from .rows import AnyRow, Values


def consent_values(consent: Consent) -> Values:
    return {
        "id": consent.id,
        "destination_id": consent.destination_id,
        "given_at": consent.given_at,
        "notice": consent.notice,
        "withdrawn_at": consent.withdrawn_at,
    }


def consent_from(row: AnyRow) -> Consent:
    return Consent(
        id=row.id,
        destination_id=row.destination_id,
        given_at=row.given_at,
        notice=row.notice,
        withdrawn_at=row.withdrawn_at,
    )


def handoff_values(handoff: Handoff) -> Values:
    return {
        "id": handoff.id,
        "reference": handoff.reference,
        "destination_id": handoff.destination_id,
        "lead": codec.lead_to_json(handoff.lead),
        "route": codec.route_to_json(handoff.route),
        "state": handoff.state.value,
        "delivered_at": handoff.delivered_at,
        **triage_values(handoff),
    }


def triage_values(handoff: Handoff) -> Values:
    """How it stands with staff; how its delivery stands is the outbox's alone."""
    return {
        "triage": handoff.triage.value,
        "owner": asdict(handoff.owner) if handoff.owner else None,
        "is_handed_back": handoff.is_handed_back,
        "answer_by": handoff.answer_by,
        "answered_at": handoff.answered_at,
        "exempt": handoff.exempt.value if handoff.exempt else None,
        "parked_until": handoff.parked_until,
        "remind_at": handoff.remind_at,
        "proposes": handoff.proposes,
        "previous_id": handoff.previous_id,
        "links_since": handoff.links_since,
        "moves": [codec.move_to_json(move) for move in handoff.moves],
        "revision": handoff.revision,
    }


def staff_from(data: codec.JsonObject | None) -> Staff | None:
    return Staff(**data) if data else None


def handoff_from(row: AnyRow) -> Handoff:
    return Handoff(
        id=row.id,
        reference=row.reference,
        destination_id=row.destination_id,
        lead=codec.lead_from_json(row.lead),
        route=codec.route_from_json(row.route),
        state=HandoffState(row.state),
        delivered_at=row.delivered_at,
        triage=TriageState(row.triage),
        owner=staff_from(row.owner),
        is_handed_back=row.is_handed_back,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        exempt=Exemption(row.exempt) if row.exempt else None,
        parked_until=row.parked_until,
        remind_at=row.remind_at,
        proposes=row.proposes,
        previous_id=row.previous_id,
        links_since=row.links_since,
        moves=tuple(codec.move_from_json(move) for move in row.moves),
    )
