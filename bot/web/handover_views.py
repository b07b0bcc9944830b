"""What is shown around a conversation, in JSON: the welcome, the review, a status."""

from typing import Literal

from bot.domain import Field, HandoffState, Language

from .views import BilingualView, View


class ReviewFieldView(View):
    field: Field
    label: str
    value: str
    quote: str
    required: bool
    why: str


class RecipientView(View):
    destination_id: str
    name: str
    organisation: str
    reason: str
    contact: str
    advice: tuple[str, ...]
    chosen: bool
    consented: bool


class ReviewView(View):
    fields: tuple[ReviewFieldView, ...]
    recipients: tuple[RecipientView, ...]
    missing: tuple[Field, ...]
    notice: str
    notice_id: str


class StatusView(View):
    reference: str
    name: BilingualView
    state: HandoffState
    words: BilingualView


class Welcome(View):
    """What the page must say before the first word: who runs this, for how long words are kept, who can be reached."""

    operator: BilingualView
    contact_email: str
    retention_days: int
    privacy_url: str
    title: BilingualView | None
    lead: BilingualView | None
    languages: tuple[Language, ...]
    suggestions: tuple[BilingualView, ...]
    opening_hours: BilingualView | None
    """When staff answer, in words; None where the site does not say."""
    is_open: bool | None
    takes_feedback: bool


class Health(View):
    status: Literal["ok", "not ready"]
