"""Consents and handoffs to rows and back."""

from bot.domain import Consent, Handoff, HandoffState

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
        **delivery_values(handoff),
    }


def delivery_values(handoff: Handoff) -> Values:
    return {
        "state": handoff.state.value,
        "attempts": handoff.attempts,
        "next_attempt_at": handoff.next_attempt_at,
        "delivered_at": handoff.delivered_at,
    }


def handoff_from(row: AnyRow) -> Handoff:
    return Handoff(
        id=row.id,
        reference=row.reference,
        destination_id=row.destination_id,
        lead=codec.lead_from_json(row.lead),
        route=codec.route_from_json(row.route),
        state=HandoffState(row.state),
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        delivered_at=row.delivered_at,
    )
