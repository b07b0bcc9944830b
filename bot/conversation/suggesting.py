"""Words a colleague may start from when they answer a company; they are sent only when the colleague sends them."""

from bot.domain import Citation, Conversation, Field, LeadCard, SuggestedReply

from .staff_wording import DRAFT_ASKS, DRAFT_GREETING, DRAFT_SOURCED, DRAFT_THANKS
from .wording import LABELS


def suggested_reply(card: LeadCard) -> SuggestedReply:
    """A greeting, what the sources say this destination does, and what is still missing: nothing that has no source."""
    conversation, handoff = card.conversation, card.handoff
    language = conversation.language
    stated = handoff.lead.inquiry.get(Field.COMPANY_NAME)
    company = stated.value if stated else ""
    proofs = _in_its_language(handoff.route.citations, conversation)
    asks = ", ".join(LABELS[field].in_language(language).lower() for field in handoff.route.missing)
    paragraphs = [
        DRAFT_GREETING.filled(company=company).in_language(language).replace(" ,", ","),
        DRAFT_THANKS.filled(reference=handoff.reference).in_language(language),
        *(DRAFT_SOURCED.filled(words=each.quote, source=each.source_title).in_language(language) for each in proofs),
        *([DRAFT_ASKS.filled(fields=asks).in_language(language)] if asks else []),
    ]
    return SuggestedReply(text="\n\n".join(paragraphs), citations=proofs)


def _in_its_language(citations: tuple[Citation, ...], conversation: Conversation) -> tuple[Citation, ...]:
    return tuple(each for each in citations if each.passage_id.endswith(f":{conversation.language}"))
