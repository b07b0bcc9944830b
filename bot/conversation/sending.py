"""One attempt at one post: what stands in the store now is read, and given to the channel."""

from dataclasses import dataclass
from typing import assert_never

from bot.domain import (
    Conversation,
    Handoff,
    HandoffState,
    Message,
    Notice,
    PostKind,
    ReminderKind,
    Sending,
)
from bot.ports import ConversationStore, Due, StaffNotifier, VisitorFeed, VisitorMailer

from .cards import Cards
from .digesting import Digests
from .upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Sent:
    """The far side's reference, and the revision of the lead that was shown."""

    reference: str
    revision: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    store: ConversationStore
    notifier: StaffNotifier
    digests: Digests
    upkeep: Upkeep
    feed: VisitorFeed
    mailer: VisitorMailer | None = None

    async def send(self, due: Due, cards: Cards) -> Sent | None:
        """None where there is nothing to send any more. Raises as StaffNotifier does."""
        sending = Sending(
            key=due.post.key,
            recipient=due.post.recipient,
            may_be_there=due.may_be_there and not due.is_update,
            card=due.card,
        )
        match due.post.kind:
            case PostKind.RETRACT:
                await self.notifier.retract(Sending(key=sending.key, recipient=sending.recipient, card=due.post.detail))
                return Sent("")
            case PostKind.NOTICE:
                return await self._notify(sending, await self.digests.notice(due.post.detail))
            case PostKind.UPKEEP:
                return await self._notify(sending, await self.upkeep.notice(due.post.detail))
            case PostKind.VISITOR:
                return await self._to_visitor(due, sending)
            case PostKind.LEAD | PostKind.RELAY | PostKind.REMINDER:
                return await self._to_staff(due, sending, cards)
            case _:
                assert_never(due.post.kind)

    async def _notify(self, sending: Sending, notice: Notice | None) -> Sent | None:
        return Sent(await self.notifier.notify(sending, notice)) if notice else None

    async def _to_staff(self, due: Due, sending: Sending, cards: Cards) -> Sent | None:
        conversation = await self._conversation(due)
        handoff = conversation.handoff(due.post.handoff_id)
        if handoff is None or (handoff.state is HandoffState.WITHDRAWN and not due.is_update):
            return None
        return await self._about(due, sending, cards, conversation, handoff)

    async def _about(
        self, due: Due, sending: Sending, cards: Cards, conversation: Conversation, handoff: Handoff
    ) -> Sent | None:
        is_fallback = sending.recipient not in self.notifier.recipients(handoff.destination_id)
        card = cards.card(conversation, handoff, is_fallback=is_fallback)
        match due.post.kind:
            case PostKind.LEAD if due.is_update:
                await self.notifier.update_card(sending, card)
                return Sent(due.card, handoff.revision)
            case PostKind.LEAD:
                return Sent(await self.notifier.post_lead(sending, card), handoff.revision)
            case PostKind.RELAY:
                words = _said(conversation, due.post.detail)
                return Sent(await self.notifier.relay(sending, card, words)) if words else None
            case _:
                if not handoff.stands:
                    return None
                notice = cards.reminder(card, ReminderKind(due.post.detail))
                return Sent(await self.notifier.remind(sending, card, notice))

    async def _to_visitor(self, due: Due, sending: Sending) -> Sent | None:
        conversation = await self._conversation(due)
        words = _said(conversation, due.post.detail)
        if self.mailer is None or words is None or await self.feed.is_watched(conversation.id):
            return None
        if not conversation.open_handoffs:
            # Consent is what allows an answer by e-mail.
            return None
        return Sent(await self.mailer.mail(sending, conversation, words))

    async def _conversation(self, due: Due) -> Conversation:
        assert due.post.conversation_id is not None  # noqa: S101 - the kinds that come here are about one
        return await self.store.get(due.post.conversation_id)


def _said(conversation: Conversation, message_id: str) -> Message | None:
    return next((message for message in conversation.transcript if message.id == message_id), None)
