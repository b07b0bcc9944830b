"""What would be sent, and to whom: shown to the visitor before anything leaves."""

import hashlib
from dataclasses import dataclass

from bot.answering import sentences
from bot.domain import Consent, Conversation, Directory, Field, Language, Route
from bot.ports import Passages
from bot.qualification import NEEDED_FOR_A_LEAD

from .wording import LABELS, NO_ADDRESS, NOTICE, NOTICE_VERSION, WHY

RECIPIENTS_AT_MOST = 4
RECIPIENT_SCORE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewField:
    field: Field
    label: str
    value: str
    quote: str
    required: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecipient:
    """A destination that may be ticked. `contact` says who reads it there, or that a coordinator finds the way."""

    destination_id: str
    name: str
    organisation: str
    reason: str
    contact: str
    advice: tuple[str, ...] = ()
    """What to know beforehand: the first sentences of the cards the route advises."""
    chosen: bool = False
    consented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    fields: tuple[ReviewField, ...]
    recipients: tuple[ReviewRecipient, ...]
    missing: tuple[Field, ...]
    notice: str
    notice_id: str


def notice_id(language: Language) -> str:
    """Version and hash of the words shown, so that what was agreed to can be proved later."""
    digest = hashlib.sha256(NOTICE.in_language(language).encode()).hexdigest()[:12]
    return f"{NOTICE_VERSION}-{language}-{digest}"


def recipients_of(routes: tuple[Route, ...], front_desk: Route) -> tuple[Route, ...]:
    """The destinations a visitor may choose among; the front desk where no rule found one."""
    likely = tuple(route for route in routes if route.score >= RECIPIENT_SCORE)[:RECIPIENTS_AT_MOST]
    return likely or (front_desk,)


def make_review(
    conversation: Conversation, routes: tuple[Route, ...], directory: Directory, passages: Passages
) -> Review:
    language = conversation.language
    return Review(
        fields=tuple(_field(conversation, field) for field in Field),
        recipients=tuple(_recipient(conversation, route, directory, passages) for route in routes),
        missing=tuple(field for field in NEEDED_FOR_A_LEAD if conversation.inquiry.get(field) is None),
        notice=NOTICE.in_language(language),
        notice_id=notice_id(language),
    )


def _field(conversation: Conversation, field: Field) -> ReviewField:
    values = conversation.inquiry.values(field)
    return ReviewField(
        field=field,
        label=LABELS[field].in_language(conversation.language),
        value=", ".join(stated.value for stated in values),
        quote=" · ".join(stated.quote for stated in values),
        required=field in NEEDED_FOR_A_LEAD,
        why=WHY[field].in_language(conversation.language),
    )


def _recipient(conversation: Conversation, route: Route, directory: Directory, passages: Passages) -> ReviewRecipient:
    language = conversation.language
    destination = directory.destinations[route.destination_id]
    contact = destination.contact
    advised = [passages.passage(card, language=language) for card in route.advice]
    given = [consent for consent in conversation.consents if _stands(consent, route.destination_id)]
    return ReviewRecipient(
        destination_id=route.destination_id,
        name=route.name.in_language(language),
        organisation=directory.organisations[contact.organisation].name.in_language(language) if contact else "",
        reason=route.reason.in_language(language),
        contact=f"{contact.name}, {contact.role.in_language(language)}"
        if contact
        else NO_ADDRESS.in_language(language),
        advice=tuple(sentences(card.text)[0] for card in advised if card),
        consented=bool(given),
    )


def _stands(consent: Consent, destination_id: str) -> bool:
    return consent.destination_id == destination_id and consent.withdrawn_at is None
