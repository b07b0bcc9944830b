"""Brings leads to mailboxes, and answers to companies that have left the page."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from bot.domain import (
    Conversation,
    Directory,
    Field,
    Handoff,
    LeadCard,
    LeadKey,
    Message,
    Notice,
    PostRefused,
    Sending,
)
from bot.ports import Clock

from .letters import Letters
from .smtp import SmtpDoor

CHANNEL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNotifier:
    """A StaffNotifier and a VisitorMailer. A letter cannot be changed: the page behind its link always shows today's.

    `lead_link` makes the personal link of a mailbox to a lead; `status_link` a company's link to how its lead stands.
    """

    door: SmtpDoor
    letters: Letters
    directory: Directory
    clock: Clock
    lead_link: Callable[[LeadKey], str]
    status_link: Callable[[Handoff], str]

    def recipients(self, destination_id: str) -> tuple[str, ...]:
        destination = self.directory.destinations.get(destination_id)
        address = destination.delivery.email if destination else ""
        if not address or address in self.directory.politicians:
            return ()
        return (f"{CHANNEL}:{address}",)

    async def post_lead(self, sending: Sending, card: LeadCard) -> str:
        link = self._link(sending, card)
        return await self._send(self.letters.lead(sending, card, link=link, at=self.clock.now()))

    async def update_card(self, sending: Sending, card: LeadCard) -> None:
        """Nothing: what was mailed stands, and its link shows the lead as it is."""

    async def relay(self, sending: Sending, card: LeadCard, words: Message) -> str:
        link = self._link(sending, card)
        return await self._send(self.letters.relay(sending, card, words, link=link, at=self.clock.now()))

    async def remind(self, sending: Sending, card: LeadCard, notice: Notice) -> str:
        link = self._link(sending, card)
        return await self._send(self.letters.remind(sending, card, notice, link=link, at=self.clock.now()))

    async def notify(self, sending: Sending, notice: Notice) -> str:
        return await self._send(self.letters.notify(sending, notice, at=self.clock.now()))

    async def retract(self, sending: Sending) -> None:
        await self._send(self.letters.retract(sending, at=self.clock.now()))

    async def mail(self, sending: Sending, conversation: Conversation, message: Message) -> str:
        handoff = conversation.open_handoffs[-1]
        stated = handoff.lead.inquiry.get(Field.CONTACT_EMAIL)
        if stated is None or "@" not in stated.value:
            raise PostRefused("the company gave no e-mail address")
        to = Sending(key=sending.key, recipient=f"visitor:{stated.value}")
        link = self.status_link(handoff)
        return await self._send(self.letters.to_visitor(to, conversation, message, link=link, at=self.clock.now()))

    def _link(self, sending: Sending, card: LeadCard) -> str:
        return self.lead_link(LeadKey(card.conversation.id, card.handoff.id, sending.address))

    async def _send(self, letter: EmailMessage) -> str:
        await self.door.send(letter)
        return str(letter["Message-ID"])
