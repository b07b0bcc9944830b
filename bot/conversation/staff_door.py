"""The door for staff: their deeds with a lead, and the words they send to the company."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain import Conversation, ConversationId, Directory, Handoff, Report, StaffMove, StaffReply, UnknownLink
from bot.ports import Clock, ConversationStore, Reports, VisitorFeed

from .hearing import Ear, Next
from .staffing import Staffing

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDoor:
    """Whichever channel colleagues come from. Of two deeds at once the store lets one win; the other is thought again.

    Only `hear_staff` brings words to the company, and only those a colleague explicitly sent.
    """

    store: ConversationStore
    feed: VisitorFeed
    clock: Clock
    directory: Directory
    reports: Reports
    new_id: Callable[[], str]

    async def lead(self, reference: str) -> tuple[ConversationId, Handoff]:
        """Raises UnknownLink."""
        found = await self.store.by_reference(reference.strip().upper())
        if found is None:
            raise UnknownLink(f"no lead {reference}")
        return found

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

    async def report(self, report: Report) -> None:
        """Note that an answer was wrong, for an editor. The same report twice is one."""
        await self.reports.put(report)
        logger.info("answer.reported", extra={"report_id": report.id, "fault": report.fault})

    @property
    def _ear(self) -> Ear:
        return Ear(store=self.store, feed=self.feed)

    @property
    def _staffing(self) -> Staffing:
        return Staffing(directory=self.directory, new_id=self.new_id)
