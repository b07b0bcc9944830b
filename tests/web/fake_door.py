"""An engine that answers from a script, keeps everything in memory and counts what it was asked."""

import asyncio
from dataclasses import dataclass, field, replace

from bot import privacy
from bot.conversation import Review, ReviewField, ReviewRecipient
from bot.domain import (
    Author,
    Consent,
    Conversation,
    ConversationId,
    Field,
    FormAnswer,
    Handoff,
    HandoffState,
    Language,
    Lead,
    Message,
    NotPossibleNow,
    Outcome,
    Route,
    Stage,
    Stated,
    TransientError,
    UnknownConversation,
    UnknownLink,
    VisitorConsent,
    VisitorMessage,
)
from bot.ports import Clock, VisitorFeed

from .material import CITATIONS, FIELDS, NOTICE, NOTICE_WORDS, OFFER, PARTS_DA, PARTS_EN, QUESTION, REQUIRED, ROUTES


@dataclass(slots=True)
class FakeDoor:
    clock: Clock
    feed: VisitorFeed
    kept: dict[str, Conversation] = field(default_factory=dict[str, Conversation])
    turns: int = 0
    seconds: float = 0
    """How long an answer takes."""
    waits_for: asyncio.Event | None = None
    """What must happen before it answers."""
    breaks_with: Exception | None = None
    is_away: bool = False

    async def open(self, *, language: Language | None, site: str = "") -> Conversation:
        conversation = Conversation(
            id=ConversationId(f"c{len(self.kept) + 1}"),
            language=language or Language.DANISH,
            language_is_settled=language is not None,
            started_at=self.clock.now(),
        )
        self.kept[conversation.id] = conversation
        return conversation

    async def get(self, conversation_id: ConversationId) -> Conversation:
        if conversation_id not in self.kept:
            raise UnknownConversation(conversation_id)
        return self.kept[conversation_id]

    async def hear_visitor(self, heard: VisitorMessage) -> Conversation:
        if self.breaks_with:
            raise self.breaks_with
        conversation = await self.get(heard.conversation_id)
        if conversation.has_heard(heard.id):
            return conversation
        self.turns += 1
        said = Message(id=heard.id, author=Author.VISITOR, text=privacy.mask(heard.text), sent_at=self.clock.now())
        conversation = self._understand(conversation.says(said), said)
        await self._keep(conversation)
        await asyncio.sleep(self.seconds)
        if self.waits_for:
            await self.waits_for.wait()
        return await self._keep(self._answer(self.kept[conversation.id], said))

    async def hear_form(self, heard: FormAnswer) -> Conversation:
        conversation = await self.get(heard.conversation_id)
        if conversation.has_heard(heard.id):
            return conversation
        inquiry = conversation.inquiry.without(heard.field)
        if heard.value:
            stated = Stated(value=heard.value, quote=heard.value, message_id=heard.id)
            inquiry = inquiry.with_stated(heard.field, stated)
        return await self._keep(replace(conversation.hears(heard.id), inquiry=inquiry))

    async def review(self, conversation_id: ConversationId) -> Review:
        conversation = await self.get(conversation_id)
        if not conversation.routes:
            raise NotPossibleNow("nobody to send it to yet")
        language = conversation.language
        danish = language is Language.DANISH
        fields = tuple(
            ReviewField(
                field=name,
                label=label.in_language(language),
                value=stated.value if stated else "",
                quote=stated.quote if stated else "",
                required=name in REQUIRED,
                why=why.in_language(language),
            )
            for name, label, why in FIELDS
            for stated in [conversation.inquiry.get(name)]
        )
        sent = {handoff.destination_id for handoff in conversation.open_handoffs}
        recipients = tuple(
            ReviewRecipient(
                destination_id=route.destination_id,
                name=route.name.in_language(language),
                organisation="Region Syddanmark" if "syd" in route.destination_id else "Region Nordjylland",
                reason=route.reason.in_language(language),
                contact="indgang@example.org",
                advice=("Både Lægemiddelstyrelsen og VMK skal godkende.",)
                if danish
                else ("Both authorities must approve.",),
                chosen=True,
                consented=route.destination_id in sent,
            )
            for route in conversation.routes
        )
        missing = tuple(name for name in sorted(REQUIRED) if not conversation.inquiry.get(name))
        return Review(
            fields=fields,
            recipients=recipients,
            missing=missing,
            notice=NOTICE_WORDS.in_language(language),
            notice_id=NOTICE,
        )

    async def hear_consent(self, heard: VisitorConsent) -> Conversation:
        conversation = await self.get(heard.conversation_id)
        if conversation.has_heard(heard.id):
            return conversation
        if (await self.review(heard.conversation_id)).missing or heard.notice != NOTICE:
            raise NotPossibleNow("something is missing")
        now = self.clock.now()
        chosen = [route for route in conversation.routes if route.destination_id in heard.destination_ids]
        consents = tuple(
            Consent(
                id=f"{heard.id}/{route.destination_id}",
                destination_id=route.destination_id,
                given_at=now,
                notice=NOTICE,
            )
            for route in chosen
        )
        handoffs = tuple(
            Handoff(
                id=f"h-{route.destination_id}",
                reference=f"IND-{len(conversation.handoffs) + number:04}",
                destination_id=route.destination_id,
                lead=Lead(inquiry=conversation.inquiry, consented_at=now),
                route=route,
            )
            for number, route in enumerate(chosen, start=1)
        )
        conversation = replace(
            conversation.hears(heard.id),
            stage=Stage.HANDED_OVER,
            consents=(*conversation.consents, *consents),
            handoffs=(*conversation.handoffs, *handoffs),
        )
        return await self._keep(conversation)

    async def withdraw(self, conversation_id: ConversationId, *, reference: str, event_id: str) -> Conversation:
        conversation = await self.get(conversation_id)
        if reference not in {handoff.reference for handoff in conversation.handoffs}:
            raise NotPossibleNow("no such reference here")
        handoffs = tuple(
            replace(handoff, state=HandoffState.WITHDRAWN) if handoff.reference == reference else handoff
            for handoff in conversation.handoffs
        )
        return await self._keep(replace(conversation.hears(event_id), handoffs=handoffs))

    async def delete(self, conversation_id: ConversationId) -> None:
        await self.get(conversation_id)
        del self.kept[conversation_id]
        await self.feed.changed(conversation_id)

    async def status(self, reference: str) -> Handoff:
        if self.is_away:
            raise TransientError("the store does not answer")
        handoffs = [handoff for conversation in self.kept.values() for handoff in conversation.handoffs]
        for handoff in handoffs:
            if handoff.reference == reference:
                return handoff
        raise UnknownLink(reference)

    async def staff_says(self, conversation_id: str, text: str) -> None:
        conversation = self.kept[conversation_id]
        await self._keep(conversation.says(self._message(conversation, text=text, author=Author.STAFF)))

    async def hands_over(self, conversation_id: ConversationId) -> None:
        await self._keep(replace(self.kept[conversation_id], stage=Stage.HANDED_OVER))

    async def _keep(self, conversation: Conversation) -> Conversation:
        self.kept[conversation.id] = conversation
        await self.feed.changed(conversation.id)
        return conversation

    def _understand(self, conversation: Conversation, said: Message) -> Conversation:
        if conversation.asking is None:
            return conversation
        stated = Stated(value=said.text, quote=said.text, message_id=said.id)
        return replace(conversation, inquiry=conversation.inquiry.with_stated(conversation.asking, stated))

    def _answer(self, conversation: Conversation, said: Message) -> Conversation:
        """Answer, then ask for the CE mark; know it, and offer to pass it on."""
        danish = conversation.language is Language.DANISH
        if conversation.asking is Field.CE_STATUS:
            text = OFFER.da if danish else OFFER.en
            offer = self._message(conversation, text=text, outcome=Outcome.HANDOVER_OFFERED, routes=ROUTES)
            return replace(conversation.says(offer), asking=None, routes=ROUTES)
        if "<" in said.text:
            echo = self._message(conversation, text=said.text, outcome=Outcome.REFUSED)
            return conversation.says(echo)
        parts = PARTS_DA if danish else PARTS_EN
        question = QUESTION.da if danish else QUESTION.en
        text = f"{'Ja.' if danish else 'Yes.'} {' '.join(part.text for part in parts)}\n\n{question}"
        answer = replace(
            self._message(conversation, text=text, outcome=Outcome.ANSWERED),
            parts=parts,
            citations=CITATIONS,
            asks_for=Field.CE_STATUS,
        )
        return replace(conversation.says(answer), asking=Field.CE_STATUS)

    def _message(
        self,
        conversation: Conversation,
        *,
        text: str,
        author: Author = Author.BOT,
        outcome: Outcome | None = None,
        routes: tuple[Route, ...] = (),
    ) -> Message:
        number = len(conversation.transcript)
        return Message(
            id=f"{conversation.id}-{number}",
            author=author,
            text=text,
            sent_at=self.clock.now(),
            outcome=outcome,
            routes=routes,
        )
