"""The modals in which a company in a shared channel says what it wants, reads it through, agrees and takes back."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import QUESTIONS, Review
from bot.domain import Conversation, Field, Language
from bot.qualification import NEEDED_FOR_A_LEAD

from . import blocks as kit
from . import wording as say
from .blocks import Block, View
from .text import cut_escaped, escaped

TELL, WITHDRAW = "tell_us", "withdraw_enquiry"
TELL_FORM, AGREE_FORM = "tell_us", "agree"
RECIPIENTS = "recipients"
LONGEST = 500
_RECIPIENTS_AT_MOST = 10


def tell_form(conversation: Conversation) -> View:
    """The widget's own slots, with what was understood so far."""
    language = conversation.language
    return kit.modal(
        say.TELL.in_language(language),
        [_slot(conversation, field, language) for field in Field],
        callback=TELL_FORM,
        submit=say.REVIEW.in_language(language),
        close=say.CANCEL.in_language(language),
        meta=conversation.id,
    )


def agree_form(conversation: Conversation, review: Review) -> View:
    """What would be sent, as it is kept; nobody is ticked."""
    language = conversation.language
    known = [(each.label, each.value) for each in review.fields if each.value]
    offered = [each for each in review.recipients if not each.consented][:_RECIPIENTS_AT_MOST]
    told = [
        kit.section(
            f"*{cut_escaped(each.name, 150)}*\n{cut_escaped(each.reason, 400)}\n_{cut_escaped(each.contact, 300)}_"
        )
        for each in offered
    ]
    options = {each.destination_id: each.name for each in offered}
    return kit.modal(
        say.REVIEW.in_language(language),
        [
            *kit.fields(known, most=400),
            kit.divider(),
            *told,
            kit.ticks(RECIPIENTS, say.RECIPIENTS.in_language(language), options),
            kit.context(escaped(review.notice)),
        ],
        callback=AGREE_FORM,
        submit=say.SEND.in_language(language),
        close=say.CANCEL.in_language(language),
        meta=f"{conversation.id}|{review.notice_id}",
    )


def receipt_view(conversation: Conversation) -> View:
    """Where the enquiry stands, and how it is taken back."""
    language = conversation.language
    shown: list[Block] = []
    for handoff in conversation.standing_handoffs:
        name = cut_escaped(handoff.route.name.in_language(language), 150)
        back = kit.button(
            say.WITHDRAW.in_language(language), action=WITHDRAW, value=f"{conversation.id}|{handoff.reference}"
        )
        shown.append(kit.section(f"*{escaped(handoff.reference)}* · {name}", accessory=back))
    last = say.RECEIVED if shown else say.WITHDRAWN
    return {
        "type": "modal",
        "title": kit.plain(say.YOUR_ENQUIRY.in_language(language), kit.TITLE),
        "close": kit.plain(say.CLOSE.in_language(language), kit.TITLE),
        "blocks": [*shown, kit.section(last.in_language(language))],
    }


def ticked(state: Mapping[str, Any], block_id: str) -> tuple[str, ...]:
    element = (state.get(block_id) or {}).get("v") or {}
    return tuple(str(each["value"]) for each in element.get("selected_options") or ())


def kept(conversation: Conversation, field: Field) -> str:
    return ", ".join(stated.value for stated in conversation.inquiry.values(field))


def _slot(conversation: Conversation, field: Field, language: Language) -> Block:
    question = QUESTIONS[field].in_language(language)
    initial = kept(conversation, field)
    if field is Field.CONTACT_EMAIL:
        return kit.email(field, question, initial=initial)
    is_optional = field not in NEEDED_FOR_A_LEAD
    return kit.line(field, question, is_optional=is_optional, initial=initial, most=LONGEST)
