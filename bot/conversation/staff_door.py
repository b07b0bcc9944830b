"""The door for staff: their lists, their deeds with a lead, and the words they send to the company."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.domain import (
    AnswerReport,
    Author,
    Conversation,
    ConversationId,
    ConversationMoved,
    Directory,
    HandmadeLead,
    Handoff,
    LeadCard,
    LeadLine,
    LeadView,
    MoveRefused,
    Report,
    Staff,
    StaffMove,
    StaffReply,
    UnknownLink,
)
from bot.ports import Clock, ConversationStore, Reports, VisitorFeed
from bot.privacy import mask
from bot.qualification import Reader
from bot.triage import colleague_of
from bot.triage.wording import WORDS_STAY

from .cards import Cards
from .hearing import Ear, Next
from .lead_lists import Listing
from .staffing import Staffing, found
from .writing_down import WritingDown, id_by_hand

logger = logging.getLogger(__name__)
SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDoor:
    """Whichever channel colleagues come from. Of two deeds at once the store lets one win; the other is thought again.

    Every deed carries an id of the channel's making: the same id again changes nothing. Only `hear_staff` brings words
    to the company, and only those a colleague explicitly sent. What the company writes afterwards is posted through
    the outbox (`StaffNotifier.relay`) for as long as a colleague has the lead and has not handed back.
    """

    store: ConversationStore
    feed: VisitorFeed
    clock: Clock
    directory: Directory
    reports: Reports
    reader: Reader
    new_id: Callable[[], str]

    async def lead(self, reference: str) -> tuple[ConversationId, Handoff]:
        """A lead by the reference staff and company call it ("IND-1A2B3C4D"). Raises UnknownLink."""
        found = await self.store.by_reference(reference.strip().upper())
        if found is None:
            raise UnknownLink(f"no lead {reference}")
        return found

    async def leads(
        self,
        view: LeadView = LeadView.OPEN,
        *,
        by: Staff | None = None,
        search: str = "",
        destinations: Collection[str] = (),
        at_most: int = SHOWN_AT_MOST,
    ) -> list[LeadLine]:
        """Leads, newest first.

        `by` is who asks, for `LeadView.MINE`. `search` fits letters of the company, the product or the reference.
        `destinations` narrows to these ids; empty is all.
        """
        listing = Listing(colleagues=self.directory.answering.colleagues, now=self.clock.now(), by=by)
        lines = listing.lines(await self.store.handoffs(), view, search=search, destinations=destinations)
        return lines[:at_most]

    async def card(self, conversation_id: ConversationId, handoff_id: str) -> LeadCard:
        """All a card shows, as it stands in the store now; `card.handoff.revision` goes into `StaffMove.seen`.

        Raises UnknownConversation where the company deleted it, and UnknownLink where it holds no such lead.
        """
        conversation = await self.store.get(conversation_id)
        handoff = found(conversation, handoff_id)
        owners = [each.owner for _, each in await self.store.handoffs() if each.stands and each.owner]
        return Cards(directory=self.directory, owners=owners, now=self.clock.now()).card(conversation, handoff)

    def colleague_at(self, address: str, card: LeadCard) -> Staff:
        """Who acts from a mailbox: the colleague the directory knows, else the destination itself, to the company."""
        staff = Staff(f"mail:{address}", card.handoff.route.name.in_language(card.conversation.language))
        known = colleague_of(self.directory.answering.colleagues, staff)
        return Staff(staff.id, known.name) if known else staff

    async def hear_move(self, heard: StaffMove) -> Conversation:
        """Do something with a lead.

        Raises:
            MoveRefused: it does not fit the lead as it stands; its words say so to the colleague.
            UnknownLink: there is no such lead.
        """

        async def think(before: Conversation) -> Next:
            return self._staffing.moved(before, heard, at=self.clock.now())

        conversation = await self._ear.hear(heard.conversation_id, heard.id, think)
        logger.info("lead.moved", extra={"handoff_id": heard.handoff_id, "deed": type(heard.deed).__name__})
        return conversation

    async def hear_staff(self, heard: StaffReply) -> Conversation:
        """Relay words a colleague explicitly sent to the company; nothing else staff say comes this way.

        Raises:
            MoveRefused: the lead has ended or was withdrawn.
            UnknownLink: there is no such lead, or no such message to correct.
        """

        async def think(before: Conversation) -> Next:
            return self._staffing.answered(before, heard, at=self.clock.now())

        conversation = await self._ear.hear(heard.conversation_id, heard.id, think)
        logger.info("lead.answered", extra={"handoff_id": heard.handoff_id})
        return conversation

    async def hear_change(self, conversation_id: ConversationId, message_id: str) -> None:
        """A colleague edited or deleted, in their channel, something they wrote: `message_id` is its StaffReply's id.

        What never was sent to the company is theirs to change. What was sent stays: the company may have read it, so
        a correction is sent instead, as a StaffReply with `corrects`.

        Raises:
            MoveRefused: it was sent; the words say what to do.
        """
        conversation = await self.store.get(conversation_id)
        if any(said.id == message_id and said.author is Author.STAFF for said in conversation.transcript):
            raise MoveRefused(WORDS_STAY)

    async def write_down(self, heard: HandmadeLead) -> tuple[ConversationId, Handoff]:
        """Make a lead by hand, for a company that called or wrote.

        Raises:
            MoveRefused: the company has not agreed, something is missing, or there is no such destination.
        """
        made = self._writing.conversation(heard, at=self.clock.now())
        try:
            await self.store.create(made)
            logger.info("lead.written_down", extra={"conversation_id": made.id})
        except ConversationMoved:
            # The same deed again: the lead stands already.
            made = await self.store.get(id_by_hand(heard))
        return made.id, made.handoffs[0]

    async def report_answer(self, heard: AnswerReport) -> Report:
        """Note that an answer of Indgang's was wrong: a finding for an editor. The same report twice is one.

        It holds the question, the answer, the cards it rested on, and the colleague's reason.

        Raises:
            UnknownLink: the conversation holds no such message of Indgang's.
        """
        conversation = await self.store.get(heard.conversation_id)
        transcript = conversation.transcript
        place = next((n for n, said in enumerate(transcript) if said.id == heard.message_id), None)
        if place is None or transcript[place].author is not Author.BOT:
            raise UnknownLink(f"no message {heard.message_id!r} of Indgang's in this conversation")
        asked = [said.text for said in transcript[:place] if said.author is Author.VISITOR]
        report = Report(
            id=heard.id,
            question=asked[-1] if asked else "",
            answer=transcript[place].text,
            card_ids=tuple(dict.fromkeys(each.card_id for each in transcript[place].citations)),
            fault=heard.fault,
            remark=mask(heard.remark).text,
            by=heard.by,
            at=self.clock.now(),
            language=conversation.language,
            conversation_id=heard.conversation_id,
        )
        await self.reports.put(report)
        logger.info("answer.reported", extra={"report_id": report.id, "fault": report.fault})
        return report

    @property
    def _ear(self) -> Ear:
        return Ear(store=self.store, feed=self.feed)

    @property
    def _staffing(self) -> Staffing:
        return Staffing(directory=self.directory, new_id=self.new_id)

    @property
    def _writing(self) -> WritingDown:
        return WritingDown(reader=self.reader, staffing=self._staffing, new_id=self.new_id)
