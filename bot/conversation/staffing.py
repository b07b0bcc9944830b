"""What a colleague's deed makes of a conversation, and what the company is told of it. Pure; the door stores it.

The company is told in words of our own. A remark has no way in: nothing here looks inside one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import (
    Author,
    Bilingual,
    Conversation,
    Deed,
    Directory,
    Handoff,
    Message,
    MoveRefused,
    NotAFit,
    Outcome,
    PassOn,
    Post,
    PostKind,
    Remark,
    Reopen,
    StaffMove,
    StaffReply,
    TriageState,
    UnknownLink,
    Voice,
)
from bot.privacy import mask
from bot.triage import answer, answer_by, day_of, move, next_reminder
from bot.triage.wording import UNFIT

from .composing import Reply
from .hearing import Next
from .staff_wording import (
    ALREADY_THERE,
    CLOSED,
    GIVEN_BACK,
    MAY_WE_PASS_ON,
    NO_SUCH_DESTINATION,
    NOT_A_FIT,
    REOPENED_ALREADY,
    TAKEN,
)

VISITOR_MAY_HAVE_LEFT = timedelta(minutes=2)
"""How long words wait for an open page before they go by e-mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    directory: Directory
    new_id: Callable[[], str]

    def moved(self, before: Conversation, heard: StaffMove, *, at: datetime) -> Next:
        """Raises MoveRefused with polite words, and UnknownLink where there is no such lead."""
        handoff = found(before, heard.handoff_id)
        heard = replace(heard, remark=Remark(mask(heard.remark.inside)))
        if isinstance(heard.deed, PassOn):
            self._require_destination(before, handoff, heard.deed, day=day_of(at))
        changed = self.reminded(move(handoff, heard, at=at), at=at)
        after = before.with_handoff(changed).hears(heard.id)
        if isinstance(heard.deed, Reopen):
            after = self._reopened(after, changed, at=at)
        words = self._words(before, after, changed, heard.deed)
        is_news = isinstance(heard.deed, PassOn | NotAFit) or changed.triage.is_final
        return told(after, words, event_id=heard.id, at=at, mails=is_news)

    def answered(self, before: Conversation, heard: StaffReply, *, at: datetime) -> Next:
        """The conversation with a colleague's words to the company in it.

        Raises:
            MoveRefused: the lead has ended or was withdrawn, or nothing of staff's is there to correct.
        """
        handoff = found(before, heard.handoff_id)
        changed = self.reminded(answer(handoff, id_=heard.id, by=heard.by, at=at), at=at)
        said = Message(
            id=heard.id,
            author=Author.STAFF,
            text=mask(heard.text),
            sent_at=at,
            said_by=heard.by.name,
            corrects=_corrected(before, heard),
        )
        after = before.with_handoff(changed).says(said)
        return Next(now=after, posts=(to_visitor(after, said, at=at),))

    def reminded(self, handoff: Handoff, *, at: datetime) -> Handoff:
        """The handoff with the moment at which somebody should next be told about it."""
        reminder = next_reminder(handoff, self.directory.answering.terms(handoff.destination_id), after=at)
        return replace(handoff, remind_at=reminder.at if reminder else None)

    def _require_destination(self, before: Conversation, handoff: Handoff, deed: PassOn, *, day: date) -> None:
        other = self.directory.destinations.get(deed.destination_id)
        if other is None or other.id == handoff.destination_id or not other.validity.covers(day):
            raise MoveRefused(NO_SUCH_DESTINATION)
        if any(standing.destination_id == deed.destination_id for standing in before.standing_handoffs):
            raise MoveRefused(ALREADY_THERE)

    def _reopened(self, after: Conversation, ended: Handoff, *, at: datetime) -> Conversation:
        """A new handoff on the same consent. The one that ended keeps its history."""
        if any(standing.destination_id == ended.destination_id for standing in after.standing_handoffs):
            raise MoveRefused(REOPENED_ALREADY)
        again = Handoff(
            id=self.new_id(),
            reference=_next_reference(ended, after),
            destination_id=ended.destination_id,
            lead=ended.lead,
            route=ended.route,
            previous_id=ended.id,
            answer_by=answer_by(at, self.directory.answering.terms(ended.destination_id)),
        )
        return replace(after, handoffs=(*after.handoffs, self.reminded(again, at=at)))

    def _words(self, before: Conversation, after: Conversation, handoff: Handoff, deed: Deed) -> Bilingual | None:
        name = handoff.route.name
        if isinstance(deed, PassOn):
            other = self.directory.destinations[deed.destination_id].name
            return MAY_WE_PASS_ON.filled(name=name, other=other)
        if isinstance(deed, NotAFit):
            return NOT_A_FIT.filled(name=name, reference=handoff.reference, reason=UNFIT[deed.reason])
        if handoff.triage is TriageState.CLOSED and not isinstance(deed, Reopen):
            return CLOSED.filled(name=name, reference=handoff.reference)
        if before.voice is not after.voice:
            return (TAKEN if after.voice is Voice.STAFF else GIVEN_BACK).filled(name=name)
        return None


def told(after: Conversation, words: Bilingual | None, *, event_id: str, at: datetime, mails: bool) -> Next:
    """The conversation with what Indgang says of a deed; news is mailed where the company has left the page."""
    if words is None:
        return Next(now=after)
    reply = Reply(after.language)
    reply.note(words.in_language(after.language))
    asks = any(handoff.proposes for handoff in after.standing_handoffs)
    said = Message(
        id=f"{event_id}/told",
        author=Author.BOT,
        text=reply.text,
        sent_at=at,
        parts=reply.parts,
        outcome=Outcome.HANDOVER_OFFERED if asks else None,
    )
    return Next(now=after.says(said), posts=(to_visitor(after, said, at=at),) if mails else ())


def relayed(after: Conversation, message: Message) -> tuple[Post, ...]:
    """The visitor's words, for each colleague who answers."""
    return tuple(
        Post(
            key=f"relay:{handoff.id}:{message.id}",
            kind=PostKind.RELAY,
            conversation_id=after.id,
            handoff_id=handoff.id,
            detail=message.id,
        )
        for handoff in after.handoffs
        if handoff.is_staffs
    )


def to_visitor(after: Conversation, message: Message, *, at: datetime) -> Post:
    return Post(
        key=f"visitor:{after.id}:{message.id}",
        kind=PostKind.VISITOR,
        recipient=f"visitor:{after.id}",
        conversation_id=after.id,
        detail=message.id,
        not_before=at + VISITOR_MAY_HAVE_LEFT,
    )


def found(conversation: Conversation, handoff_id: str) -> Handoff:
    handoff = conversation.handoff(handoff_id)
    if handoff is None:
        raise UnknownLink(f"no lead {handoff_id!r} in this conversation")
    return handoff


def _corrected(before: Conversation, heard: StaffReply) -> str:
    """The message a correction puts right, if it is one and that was staff's."""
    if not heard.corrects:
        return ""
    if not any(said.id == heard.corrects and said.author is Author.STAFF for said in before.transcript):
        raise UnknownLink(f"no message {heard.corrects!r} of staff's in this conversation")
    return heard.corrects


def _next_reference(ended: Handoff, conversation: Conversation) -> str:
    stem = ended.reference.partition("-R")[0]
    again = sum(handoff.reference.partition("-R")[0] == stem for handoff in conversation.handoffs)
    return f"{stem}-R{again + 1}"
