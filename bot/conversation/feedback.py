"""Keeps what visitors think of answers, so that editors see what to mend."""

from dataclasses import dataclass

from bot.domain import Author, Conversation, Feedback, NotPossibleNow, VisitorFeedback
from bot.ports import Clock, ConversationStore, FeedbackStore
from bot.privacy import mask


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackBox:
    conversations: ConversationStore
    store: FeedbackStore
    clock: Clock

    async def hear(self, heard: VisitorFeedback) -> None:
        """Keep it, its comment masked; a repeated id changes nothing.

        Raises:
            UnknownConversation: it was deleted.
            NotPossibleNow: the bot said no such message.
        """
        conversation = await self.conversations.get(heard.conversation_id)
        place = _place_of(heard.message_id, conversation)
        answer = conversation.transcript[place]
        asked = [message.text for message in conversation.transcript[:place] if message.author is Author.VISITOR]
        kept = Feedback(
            id=heard.id,
            conversation_id=heard.conversation_id,
            message_id=heard.message_id,
            helped=heard.helped,
            reason=None if heard.helped else heard.reason,
            comment=mask(heard.comment).strip(),
            question=asked[-1] if asked else "",
            cards=tuple(dict.fromkeys(citation.card_id for citation in answer.citations)),
            at=self.clock.now(),
        )
        await self.store.keep(kept)


def _place_of(message_id: str, conversation: Conversation) -> int:
    for place, message in enumerate(conversation.transcript):
        if message.id == message_id and message.author is Author.BOT:
            return place
    raise NotPossibleNow("there is no such answer to think something of")
