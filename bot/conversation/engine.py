"""Leads conversations, one event at a time. Hearing the same event twice changes nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answering import heard_language
from bot.domain import (
    BY_STAFF,
    Author,
    Conversation,
    ConversationId,
    Directory,
    FormAnswer,
    Gap,
    Handoff,
    HandoffState,
    Inquiry,
    Language,
    Message,
    Outcome,
    ProvedClaim,
    Route,
    UnknownLink,
    VisitorConsent,
    VisitorMessage,
    Voice,
)
from bot.ports import Clock, ConversationStore, Tell, VisitorFeed
from bot.privacy import find_and_mask, mask
from bot.routing import Router
from bot.tracing import Step, step

from .consenting import agreed_routes, hand_over, take_back
from .hearing import Ear, Next, Think
from .replying import Replier
from .review import Review, make_review, recipients_of
from .staff_wording import STAFF_SUGGESTS
from .staffing import Staffing, relayed
from .turn import Turn
from .wording import CPR_REMOVED

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Every deed is load → think → save; a save that lost a race is thought again from the newer state."""

    store: ConversationStore
    feed: VisitorFeed
    clock: Clock
    replier: Replier
    router: Router
    directory: Directory
    new_id: Callable[[], str]
    default_language: Language = Language.DANISH

    async def open(self, *, language: Language | None = None, site: str = "") -> Conversation:
        """A new conversation. A page's language is settled; without one, the first clear message settles it."""
        conversation = Conversation(
            id=ConversationId(self.new_id()),
            language=language or self.default_language,
            language_is_settled=language is not None,
            site=site,
            started_at=self.clock.now(),
        )
        await self.store.create(conversation)
        return conversation

    async def get(self, conversation_id: ConversationId) -> Conversation:
        return await self.store.get(conversation_id)

    async def hear_visitor(self, heard: VisitorMessage, *, tell: Tell | None = None) -> Conversation:
        """Answer a message. Personal numbers are masked before anything else sees it.

        `tell` hears sentences of the answer as a model writes them, proved, and before they are stored: mostly what the
        reply begins with, never more than that.
        """
        masked = find_and_mask(heard.text)
        # Nothing is told before a warning, nor twice where the turn is thought again.
        telling = [] if masked.found or tell is None else [tell]

        async def think(before: Conversation) -> Next:
            before = _settle_language(before, masked.text)
            first = telling.pop() if telling and before.voice is Voice.BOT else None
            today = self.clock.now().date()
            turn = await self.replier.reply(
                before, masked.text, message_id=heard.id, day=today, asker=heard.asker, tell=first
            )
            said = self._message(heard.id, Author.VISITOR, masked.text)
            answer = self._reply(heard.id, turn, cpr_removed=bool(masked.found))
            if before.voice is Voice.STAFF:
                return _for_staff(before, replace(said, for_staff=True), answer, cpr_removed=bool(masked.found))
            return Next(now=turn.conversation.says(said).says(answer), gaps=self._gaps(heard, turn, masked.text))

        with step(Step.TURN):
            return await self._hear(heard.conversation_id, heard.id, think)

    async def hear_form(self, heard: FormAnswer) -> Conversation:
        """Set or clear one field as the visitor typed it in a form."""
        value = mask(heard.value).strip()

        async def think(before: Conversation) -> Next:
            inquiry = before.inquiry.without(heard.field)
            if value:
                inquiry = inquiry.with_stated(
                    heard.field,
                    *self.replier.reader.typed(heard.field, value, message_id=heard.id, language=before.language),
                )
            now = replace(before, inquiry=inquiry, asking=None if before.asking is heard.field else before.asking)
            return Next(now=replace(now, routes=self._routes(now)).hears(heard.id))

        return await self._hear(heard.conversation_id, heard.id, think)

    async def review(self, conversation_id: ConversationId) -> Review:
        conversation = await self.store.get(conversation_id)
        return make_review(conversation, self._recipients(conversation), self.directory, self.router.passages)

    async def hear_consent(self, heard: VisitorConsent) -> Conversation:
        """The deed: hand the lead to each ticked destination, in the same transaction as the consent.

        Raises:
            NotPossibleNow: something needed is missing, nothing is ticked, or the notice shown was another.
        """

        async def think(before: Conversation) -> Next:
            routes = agreed_routes(before, heard, self._recipients(before))
            staffing = Staffing(directory=self.directory, new_id=self.new_id)
            return Next(now=hand_over(before, routes, heard, now=self.clock.now(), staffing=staffing))

        conversation = await self._hear(heard.conversation_id, heard.id, think)
        logger.info("handoff.opened", extra={"conversation_id": conversation.id})
        return conversation

    async def withdraw(self, conversation_id: ConversationId, *, reference: str, event_id: str) -> Conversation:
        """Take back consent for one handoff. Raises UnknownLink where the reference is not this conversation's."""

        async def think(before: Conversation) -> Next:
            return Next(now=take_back(before, reference=reference, event_id=event_id, now=self.clock.now()))

        return await self._hear(conversation_id, event_id, think)

    async def delete(self, conversation_id: ConversationId) -> None:
        await self.store.delete(conversation_id)
        await self.feed.changed(conversation_id)

    async def status(self, reference: str) -> Handoff:
        """How a lead stands. Raises UnknownLink when it was withdrawn, deleted or never was."""
        found = await self.store.by_reference(reference)
        if found is None or found[1].state is HandoffState.WITHDRAWN:
            raise UnknownLink("this link does not open anything")
        return found[1]

    async def _hear(self, conversation_id: ConversationId, event_id: str, think: Think) -> Conversation:
        return await Ear(store=self.store, feed=self.feed).hear(conversation_id, event_id, think)

    def _routes(self, conversation: Conversation) -> tuple[Route, ...]:
        return self.router.rank(conversation.inquiry, day=self.clock.now().date(), is_a_wish=True)

    def _recipients(self, conversation: Conversation) -> tuple[Route, ...]:
        routes = self._routes(conversation) or conversation.routes
        offered = recipients_of(routes, self.router.front_desk(day=self.clock.now().date()))
        proposed = [route for each in conversation.standing_handoffs if each.proposes for route in self._proposed(each)]
        return tuple({route.destination_id: route for route in (*proposed, *offered, *proposed)}.values())

    def _proposed(self, handoff: Handoff) -> list[Route]:
        """The destination a colleague suggests, with the proof that it does this work."""
        day = self.clock.now().date()
        routes = self.router.rank(Inquiry(), day=day, is_a_wish=False, pointed_to=[handoff.proposes])
        return [replace(route, rule=BY_STAFF, reason=STAFF_SUGGESTS) for route in routes[:1]]

    def _message(self, id_: str, author: Author, text: str) -> Message:
        return Message(id=id_, author=author, text=text, sent_at=self.clock.now())

    def _reply(self, heard_id: str, turn: Turn, *, cpr_removed: bool) -> Message:
        reply = turn.reply
        warning = CPR_REMOVED.in_language(reply.language)
        return replace(
            self._message(f"{heard_id}/reply", Author.BOT, f"{warning}\n\n{reply.text}" if cpr_removed else reply.text),
            parts=(ProvedClaim(warning, ()), *reply.parts) if cpr_removed else reply.parts,
            citations=reply.citations,
            outcome=turn.outcome,
            asks_for=turn.asks_for,
            routes=turn.routes,
        )

    def _gaps(self, heard: VisitorMessage, turn: Turn, question: str) -> tuple[Gap, ...]:
        if not turn.gap:
            return ()
        gap = Gap(
            id=f"{heard.conversation_id}/{heard.id}",
            conversation_id=heard.conversation_id,
            question=question,
            language=turn.conversation.language,
            reason=turn.gap,
            at=self.clock.now(),
        )
        return (gap,)


def _for_staff(before: Conversation, said: Message, answer: Message, *, cpr_removed: bool) -> Next:
    """A colleague answers, so the bot is silent: but for a danger to life, and for a number it has removed."""
    after = before.says(said)
    if answer.outcome is Outcome.EMERGENCY:
        after = after.says(answer)
    elif cpr_removed:
        warning = CPR_REMOVED.in_language(before.language)
        after = after.says(
            replace(answer, text=warning, parts=(), citations=(), outcome=None, asks_for=None, routes=())
        )
    return Next(now=after, posts=relayed(before, said))


def _settle_language(before: Conversation, text: str) -> Conversation:
    """Page setting, then what was clearly written, then the default; and then kept."""
    if before.language_is_settled or (heard := heard_language(text)) is None:
        return before
    return replace(before, language=heard, language_is_settled=True)
