"""A company in a channel shared with it hands its enquiry over by modal: the same engine, slots, masks and consent."""

from collections.abc import Mapping
from typing import Any

from bot.domain import (
    Conversation,
    ConversationId,
    Field,
    FormAnswer,
    NotPossibleNow,
    UnknownConversation,
    UnknownLink,
    VisitorConsent,
)

from . import wording as say
from .blocks import View
from .company_forms import LONGEST, RECIPIENTS, agree_form, kept, receipt_view, tell_form, ticked
from .desk import Desk
from .modals import filled
from .text import cut

Ack = dict[str, Any]


async def form_to_tell(desk: Desk, value: str, *, user: str) -> View:
    """The slots; where the enquiry was sent already, how it stands. Raises UnknownConversation."""
    conversation = await _own(desk, value.partition("|")[0], user)
    return receipt_view(conversation) if conversation.standing_handoffs else tell_form(conversation)


async def send_told(desk: Desk, body: Mapping[str, Any]) -> Ack:
    """Keep what was filled in, and show what would be sent to whom. Raises UnknownConversation."""
    view = body["view"]
    state = view["state"]["values"]
    conversation = await _own(desk, str(view["private_metadata"]), body["user"]["id"])
    for field in Field:
        value = filled(state, field)
        if value != cut(kept(conversation, field), LONGEST):
            heard = FormAnswer(
                # A form sent again after a correction is another deed.
                id=f"slack:{body['trigger_id']}/{field}",
                conversation_id=conversation.id,
                field=field,
                value=value,
            )
            conversation = await desk.behind.engine.hear_form(heard)
    review = await desk.behind.engine.review(conversation.id)
    if review.missing:
        words = say.EMPTY.in_language(conversation.language)
        return {"response_action": "errors", "errors": {str(field): words for field in review.missing}}
    return {"response_action": "update", "view": agree_form(conversation, review)}


async def send_agreed(desk: Desk, body: Mapping[str, Any]) -> Ack:
    """The deed: a consent and a lead for each ticked destination. Raises UnknownConversation."""
    view = body["view"]
    conversation_id, _, notice = str(view["private_metadata"]).partition("|")
    conversation = await _own(desk, conversation_id, body["user"]["id"])
    heard = VisitorConsent(
        id=f"slack:{view['id']}",
        conversation_id=conversation.id,
        destination_ids=ticked(view["state"]["values"], RECIPIENTS),
        notice=notice,
    )
    try:
        conversation = await desk.behind.engine.hear_consent(heard)
    except NotPossibleNow:
        words = say.TICK_ONE.in_language(conversation.language)
        return {"response_action": "errors", "errors": {RECIPIENTS: words}}
    return {"response_action": "update", "view": receipt_view(conversation)}


async def take_back(desk: Desk, body: Mapping[str, Any]) -> View:
    """Withdraw one handoff. Raises UnknownConversation."""
    action = body["actions"][0]
    conversation_id, _, reference = str(action["value"]).partition("|")
    conversation = await _own(desk, conversation_id, body["user"]["id"])
    try:
        conversation = await desk.behind.engine.withdraw(
            conversation.id, reference=reference, event_id=f"slack:{conversation.id}/{reference}/withdrawn"
        )
    except UnknownLink:
        # Taken back before, on another screen.
        conversation = await desk.behind.store.get(conversation.id)
    return receipt_view(conversation)


async def _own(desk: Desk, conversation_id: str, user: str) -> Conversation:
    """Nobody speaks in another's conversation: its id tells the workspace and ends in who asked."""
    if not (conversation_id.endswith(f"-{user}") and desk.is_talk_here(conversation_id)):
        raise UnknownConversation(conversation_id)
    return await desk.behind.store.get(ConversationId(conversation_id))
