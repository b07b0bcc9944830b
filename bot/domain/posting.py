"""What waits to be brought to somebody, and what they are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .conversation import Conversation, ConversationId
from .directory import Touched
from .handoff import Handoff
from .language import Bilingual, Language
from .staff import MoveKind, Staff
from .terms import Colleague, Terms


class PostKind(StrEnum):
    LEAD = "lead"
    RELAY = "relay"
    """Words the company wrote while a colleague answers."""
    REMINDER = "reminder"
    NOTICE = "notice"
    UPKEEP = "upkeep"
    """To an editor, about cards that are to be read again."""
    VISITOR = "visitor"
    """To the company, when it may have left the page."""
    RETRACT = "retract"
    """The company deleted what was posted."""


class ReminderKind(StrEnum):
    SOON = "soon"
    OVERDUE = "overdue"
    STILL_OVERDUE = "still_overdue"
    PARK_ENDED = "park_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One thing for one recipient. The same `key` is the same post, however often it is asked for.

    `recipient` is "channel:address"; empty goes to whoever holds the handoff's card. Nothing said is kept here, only
    ids: words are read when they are sent, so that what was deleted meanwhile is not.
    """

    key: str
    kind: PostKind
    recipient: str = ""
    conversation_id: ConversationId | None = None
    handoff_id: str = ""
    detail: str = ""
    """A message's id, a kind of reminder, a digest's week, the days of cards, or the reference of what is retracted."""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One attempt. `key` goes along, so that the far side, or a later look, can tell a repeat.

    `may_be_there`: an earlier attempt may have arrived without our knowing; look before posting where one can look.
    `card` is the far side's reference of the lead's card at this recipient, once there is one.
    """

    key: str
    recipient: str
    may_be_there: bool = False
    card: str = ""

    @property
    def address(self) -> str:
        return self.recipient.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadCard:
    """Everything a card shows, read anew from the store each time."""

    conversation: Conversation
    handoff: Handoff
    terms: Terms
    moves: tuple[MoveKind, ...]
    """What may be done with it now: the buttons."""
    next_up: Colleague | None = None
    """Who should take it, where nobody has it or its owner is away."""
    names: dict[str, Bilingual]
    """Destinations by id, for what a move names: also those that no longer are."""
    elsewhere: tuple[str, ...] = ()
    """Ids of those it may be passed on to today."""
    touched: tuple[Touched, ...] = ()
    """Known work on what the lead is about."""
    note: Bilingual | None = None
    """Why this recipient gets it, where it is not the usual one."""

    @property
    def language(self) -> Language:
        return self.terms.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A title and lines for staff, in both languages; plain text, to be escaped by whoever shows it.

    `language` is what its reader reads; None where that is not known.
    """

    title: Bilingual
    lines: tuple[Bilingual, ...] = ()
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorNotice:
    """Something only an operator can mend. `key` says it once, however often it happens."""

    key: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An event from a channel, kept before it is acknowledged. `place` is a second name ("channel/ts") or empty."""

    id: str
    place: str
    payload: dict[str, object]
    received_at: datetime


class Fault(StrEnum):
    """What is wrong with an answer, as a colleague sees it."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    INCOMPLETE = "incomplete"
    INAPPROPRIATE = "inappropriate"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A colleague's report on an answer: what an editor should mend, and in which cards."""

    id: str
    question: str
    answer: str
    card_ids: tuple[str, ...]
    fault: Fault
    remark: str
    by: Staff
    at: datetime
    language: Language
    conversation_id: ConversationId | None = None
    settled_on: date | None = None
