"""A conversation as its visitor sees it, in JSON."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.domain import (
    Author,
    Field,
    HandoffState,
    Language,
    Outcome,
    Stage,
    TriageState,
    Voice,
)


class View(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class BilingualView(View):
    da: str
    en: str


class CitationView(View):
    marker: int
    title: str
    source_title: str
    owner: str
    section: str
    url: str
    as_of: str
    quote: str
    card_id: str
    passage_id: str


class PartView(View):
    """One proved sentence and the numbers of the citations it rests on."""

    text: str
    markers: tuple[int, ...]


class RouteView(View):
    destination_id: str
    name: BilingualView
    reason: BilingualView
    missing: tuple[Field, ...]
    citations: tuple[CitationView, ...]
    advice: tuple[str, ...]


class MessageView(View):
    index: int
    id: str
    author: Author
    text: str
    sent_at: datetime
    parts: tuple[PartView, ...]
    citations: tuple[CitationView, ...]
    outcome: Outcome | None
    asks_for: Field | None
    routes: tuple[RouteView, ...]
    staff_name: str
    """Who said it, where staff did."""
    corrects: str
    """The id of an earlier message of staff's that this one puts right; empty for none."""


class SlotView(View):
    """What is known of one field; `quote` holds the visitor's own words."""

    field: Field
    value: str
    quote: str
    code: str


class HandoffView(View):
    reference: str
    destination_id: str
    name: BilingualView
    state: HandoffState
    triage: TriageState
    """Whether a colleague has it (`engaged`, `waiting`), nobody yet, or it has ended."""
    status_link: str
    """Opens `/status/{status_link}` until it expires; empty once withdrawn."""


class StateView(View):
    language: Language
    language_is_settled: bool
    stage: Stage
    answered_by: Voice
    """Who answers what the visitor writes now; `staff` means that the bot stays silent."""
    asks_for: Field | None
    slots: tuple[SlotView, ...]
    skipped: tuple[Field, ...]
    routes: tuple[RouteView, ...]
    handoffs: tuple[HandoffView, ...]


class ConversationView(View):
    id: str
    state: StateView
    messages: tuple[MessageView, ...]


class Turn(View):
    """New messages, and where the conversation stands after them."""

    messages: tuple[MessageView, ...]
    state: StateView


class Opened(View):
    id: str
    token: str
    language: Language
    disclosure: str
    state: StateView
    messages: tuple[MessageView, ...]
