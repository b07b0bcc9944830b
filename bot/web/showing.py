"""From the domain's values to what a visitor is shown."""

from collections.abc import Iterable

from bot.domain import (
    Bilingual,
    Citation,
    Conversation,
    Handoff,
    HandoffState,
    Message,
    ProvedClaim,
    Route,
)

from .tokens import StatusLinks
from .views import (
    BilingualView,
    CitationView,
    ConversationView,
    HandoffView,
    MessageView,
    PartView,
    RouteView,
    SlotView,
    StateView,
)


def conversation_view(conversation: Conversation, *, links: StatusLinks) -> ConversationView:
    return ConversationView(
        id=conversation.id,
        state=state_view(conversation, links=links),
        messages=messages_after(conversation, index=-1),
    )


def messages_after(conversation: Conversation, *, index: int) -> tuple[MessageView, ...]:
    """The messages that come after the one at `index`."""
    return tuple(
        message_view(message, index=place) for place, message in enumerate(conversation.transcript) if place > index
    )


def message_view(message: Message, *, index: int) -> MessageView:
    return MessageView(
        index=index,
        id=message.id,
        author=message.author,
        text=message.text,
        sent_at=message.sent_at,
        parts=tuple(part_view(part) for part in message.parts),
        citations=_citations(message.citations),
        outcome=message.outcome,
        asks_for=message.asks_for,
        routes=tuple(_route(route) for route in message.routes),
        staff_name=message.said_by,
        corrects=message.corrects,
    )


def part_view(part: ProvedClaim) -> PartView:
    return PartView(text=part.text, markers=part.markers)


def state_view(conversation: Conversation, *, links: StatusLinks) -> StateView:
    inquiry = conversation.inquiry
    last = conversation.transcript[-1] if conversation.transcript else None
    return StateView(
        language=conversation.language,
        language_is_settled=conversation.language_is_settled,
        stage=conversation.stage,
        answered_by=conversation.voice,
        asks_for=last.asks_for if last else None,
        slots=tuple(
            SlotView(field=field, value=stated.value, quote=stated.quote, code=stated.code)
            for field, values in inquiry.stated.items()
            for stated in values
        ),
        skipped=tuple(sorted(inquiry.skipped)),
        routes=tuple(_route(route) for route in conversation.routes),
        handoffs=tuple(_handoff(handoff, links=links) for handoff in conversation.handoffs),
    )


def both(words: Bilingual) -> BilingualView:
    return BilingualView(da=words.da, en=words.en)


def _handoff(handoff: Handoff, *, links: StatusLinks) -> HandoffView:
    return HandoffView(
        reference=handoff.reference,
        destination_id=handoff.destination_id,
        name=both(handoff.route.name),
        state=handoff.state,
        triage=handoff.triage,
        status_link="" if handoff.state is HandoffState.WITHDRAWN else links.issue(handoff),
    )


def _route(route: Route) -> RouteView:
    return RouteView(
        destination_id=route.destination_id,
        name=both(route.name),
        reason=both(route.reason),
        missing=route.missing,
        citations=_citations(route.citations),
        advice=route.advice,
    )


def _citations(citations: Iterable[Citation]) -> tuple[CitationView, ...]:
    return tuple(
        CitationView.model_validate(citation).model_copy(update={"url": _safe(citation.url)}) for citation in citations
    )


def _safe(url: str) -> str:
    """A link a browser may follow, or none: only http and https."""
    return url if url.lower().startswith(("https://", "http://")) else ""
