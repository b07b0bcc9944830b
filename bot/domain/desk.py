"""What colleagues ask of the desk beside moving a lead: lists, leads written down by hand, and reports on answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .answer import Citation
from .conversation import ConversationId
from .handoff import Handoff
from .inquiry import Field
from .language import Language
from .posting import Fault
from .staff import Staff


class LeadView(StrEnum):
    """Which leads a list holds."""

    OPEN = "open"
    """Those somebody may still act on."""
    MINE = "mine"
    """Open ones the asker has, from whichever channel they took them."""
    UNCLAIMED = "unclaimed"
    """Open ones nobody has."""
    OVERDUE = "overdue"
    """Open ones whose first answer is late and not exempt."""
    THIS_WEEK = "this_week"
    """Those that came since Monday, Danish time, ended ones among them."""
    ALL = "all"
    """All but withdrawn ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLine:
    """One lead in a list. `company` is as the company wrote it: escape it where it is shown."""

    conversation_id: ConversationId
    handoff: Handoff
    company: str
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandmadeLead:
    """A lead a colleague writes down for a company that called or wrote to them.

    `id` is made by the channel, so a repeat is known. `fields` are as typed in a form. `company_agreed`: the colleague
    says that the company agreed to be passed on to this destination; without it there is no lead.
    """

    id: str
    by: Staff
    destination_id: str
    language: Language
    fields: Mapping[Field, str]
    company_agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReport:
    """A colleague finds fault with one of Indgang's messages; `message_id` names it. `remark` is for editors."""

    id: str
    conversation_id: ConversationId
    message_id: str
    fault: Fault
    remark: str
    by: Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedReply:
    """Words a colleague may start from, in the company's language. Nothing sends them by itself."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class LeadKey:
    """What a personal link in an e-mail opens: one lead, for whoever reads one mailbox."""

    conversation_id: ConversationId
    handoff_id: str
    address: str
