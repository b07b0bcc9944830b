"""Renders what is brought by e-mail: plain text, so that nothing a company writes can run or lead elsewhere."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.conversation import KNOWN_TO_STAFF, LABELS, told
from bot.domain import (
    Author,
    Citation,
    Conversation,
    Field,
    Handoff,
    Language,
    LeadCard,
    Message,
    Notice,
    Sending,
)
from bot.triage.calendar import DENMARK
from bot.triage.wording import DEFAULT_TERMS

from . import wording as words


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """`sender` is the address all letters come from; `at` is when they are written."""

    sender: str
    link_days: int

    def lead(self, sending: Sending, card: LeadCard, *, link: str, at: datetime) -> EmailMessage:
        handoff, language = card.handoff, card.language
        name = handoff.route.name
        paragraphs = [
            *([card.note.in_language(language)] if card.note else []),
            words.NOTHING_SENT.in_language(language),
            words.WHY_HERE.filled(reason=handoff.route.reason).in_language(language),
            "\n".join(_facts(handoff, language)),
            *_missing(handoff, language),
            *_due(card),
            *_sources(handoff.route.citations, language),
            *_touched(card),
            self._way_in(link, language),
        ]
        subject = words.SUBJECT_LEAD.filled(reference=handoff.reference, name=name)
        return self._letter(sending, subject.in_language(language), paragraphs, at=at)

    def relay(self, sending: Sending, card: LeadCard, said: Message, *, link: str, at: datetime) -> EmailMessage:
        language = card.language
        subject = words.SUBJECT_RELAY.filled(reference=card.handoff.reference).in_language(language)
        paragraphs = [words.COMPANY_WROTE.in_language(language), _quoted(said.text), self._way_in(link, language)]
        return self._letter(sending, subject, paragraphs, at=at)

    def remind(self, sending: Sending, card: LeadCard, notice: Notice, *, link: str, at: datetime) -> EmailMessage:
        language = card.language
        lines = "\n".join(line.in_language(language) for line in notice.lines)
        paragraphs = [notice.title.in_language(language), lines, self._way_in(link, language)]
        return self._letter(sending, notice.title.in_language(language), paragraphs, at=at)

    def notify(self, sending: Sending, notice: Notice, *, at: datetime) -> EmailMessage:
        """In both languages unless its reader's is known: it belongs to no single destination."""
        languages = [notice.language] if notice.language else list(Language)
        paragraphs = [
            "\n".join(line.in_language(language) for line in (notice.title, *notice.lines)) for language in languages
        ]
        subject = " / ".join(dict.fromkeys(notice.title.in_language(language) for language in languages))
        return self._letter(sending, subject, paragraphs, at=at)

    def retract(self, sending: Sending, *, at: datetime) -> EmailMessage:
        both = [words.PLEASE_DELETE.in_language(language) for language in Language]
        subject = " / ".join(words.SUBJECT_RETRACT.in_language(language) for language in Language)
        return self._letter(sending, subject, both, at=at)

    def to_visitor(
        self, sending: Sending, conversation: Conversation, said: Message, *, link: str, at: datetime
    ) -> EmailMessage:
        """`sending.recipient` names the company's address here."""
        language = conversation.language
        reference = conversation.open_handoffs[-1].reference
        opening = (
            words.STAFF_WROTE.filled(who=said.said_by) if said.author is Author.STAFF else words.INDGANG_WROTE
        ).in_language(language)
        paragraphs = [
            opening,
            _quoted(said.text),
            f"{words.SEE_STATUS.in_language(language)}\n{link}",
            words.GO_ON_THERE.in_language(language),
        ]
        subject = words.SUBJECT_VISITOR.filled(reference=reference).in_language(language)
        return self._letter(sending, subject, paragraphs, at=at)

    def message_id(self, key: str) -> str:
        """The same post has the same id, so that a mailbox can tell a repeat."""
        digest = hashlib.sha256(key.encode()).hexdigest()[:32]
        return f"<{digest}@{self.sender.rpartition('@')[2]}>"

    def _letter(self, sending: Sending, subject: str, paragraphs: Sequence[str], *, at: datetime) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        letter["From"] = self.sender
        letter["To"] = sending.address
        letter["Subject"] = " ".join(subject.split())
        letter["Date"] = format_datetime(at)
        letter["Message-ID"] = self.message_id(sending.key)
        # Out-of-office machines do not answer what says this of itself.
        letter["Auto-Submitted"] = "auto-generated"
        if sending.card:
            letter["In-Reply-To"] = letter["References"] = sending.card
        letter.set_content("\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n")
        return letter

    def _way_in(self, link: str, language: Language) -> str:
        opening = words.OPEN_IT.filled(days=str(self.link_days)).in_language(language)
        return f"{opening}\n{link}\n\n{words.DO_NOT_REPLY.in_language(language)}"


def _facts(handoff: Handoff, language: Language) -> list[str]:
    inquiry = handoff.lead.inquiry
    return [
        f"{LABELS[field].in_language(language)}: {', '.join(_plain(stated.value) for stated in values)}"
        for field in Field
        if (values := inquiry.values(field))
    ]


def _missing(handoff: Handoff, language: Language) -> list[str]:
    fields = ", ".join(LABELS[field].in_language(language) for field in handoff.route.missing)
    return [words.MISSING.filled(fields=fields).in_language(language)] if fields else []


def _due(card: LeadCard) -> list[str]:
    if card.handoff.answer_by is None:
        return []
    moment = card.handoff.answer_by.astimezone(DENMARK)
    due = words.DUE.filled(moment=f"{moment:%Y-%m-%d %H:%M}").in_language(card.language)
    own = card.terms.promised_by or DEFAULT_TERMS.in_language(card.language)
    return [f"{due} {own}"]


def _sources(citations: Sequence[Citation], language: Language) -> list[str]:
    if not citations:
        return []
    lines = [f"[{each.marker}] {each.source_title}, {each.section} ({each.as_of}) {each.url}" for each in citations]
    return ["\n".join([words.SOURCES.in_language(language), *(line.strip() for line in lines)])]


def _touched(card: LeadCard) -> list[str]:
    if not card.touched:
        return []
    lines = [f"- {told(each, card.language)}" for each in card.touched]
    return ["\n".join([KNOWN_TO_STAFF.in_language(card.language), *lines])]


def _plain(value: str) -> str:
    """One line: a value with line breaks could look like a field of ours."""
    return " ".join(value.split())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
