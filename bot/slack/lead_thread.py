"""What stands in the thread under a card: the conversation, a suggested reply, and what has happened."""

import re

from bot.conversation import KNOWN_TO_STAFF, audit_line, suggested_reply, told
from bot.domain import Author, LeadCard, Message, Move, MoveKind, Notice

from . import blocks as kit
from . import wording as say
from .blocks import Block
from .lead_card import NAME
from .text import cut_escaped, escaped, moment, quoted

_LONGEST_MESSAGE = 2700
_MOST_SAID = 30
_MOST_MOVES = 40
# Slack refuses a message whose blocks hold more than some 13,000 characters.
_MOST_TEXT = 11_000
_PIECE, _PIECES = 2_500, 4


def transcript_blocks(card: LeadCard) -> list[Block]:
    """The newest messages that fit, and how many were left out."""
    language, said = card.language, card.conversation.transcript
    shown: list[Block] = []
    room = _MOST_TEXT
    for message in reversed(said[-_MOST_SAID:]):
        block = kit.section(_said(message, card))
        room -= len(block["text"]["text"])
        if room < 0:
            break
        shown.insert(0, block)
    first = [kit.section(f"*{say.TRANSCRIPT.in_language(language)}*")]
    if not said:
        first.append(kit.section(say.NO_TRANSCRIPT.in_language(language)))
    if left := len(said) - len(shown):
        first.append(kit.context(say.LEFT_OUT.filled(count=str(left)).in_language(language)))
    return [*first, *shown, kit.context(say.INSIDE.in_language(language))]


def draft_blocks(card: LeadCard) -> list[Block]:
    reply = suggested_reply(card)
    sources = [
        say.SOURCE.filled(title=cut_escaped(each.source_title, NAME), as_of=escaped(each.as_of)).in_language(
            card.language
        )
        for each in reply.citations[:5]
    ]
    shown = [kit.section(f"*{say.DRAFT.in_language(card.language)}*"), kit.section(quoted(reply.text, kit.SECTION))]
    return [*shown, kit.context(*sources)] if sources else shown


def touched_blocks(card: LeadCard) -> list[Block]:
    """Known work on what the lead is about: each with why it is shown and where it stands."""
    lines = [f"• {cut_escaped(told(each, card.language), 500)}" for each in card.touched]
    return [kit.section(f"*{KNOWN_TO_STAFF.in_language(card.language)}*"), kit.section("\n".join(lines))]


def history_blocks(card: LeadCard) -> list[Block]:
    """Who did what, when and why; with it the words that were sent."""
    language = card.language
    shown: list[Block] = []
    room = _MOST_TEXT
    for move in reversed(card.handoff.moves[-_MOST_MOVES:]):
        text = _happened(move, card)
        room -= len(text)
        if room < 0:
            break
        shown.insert(0, kit.section(text))
    title = kit.section(f"*{say.HISTORY.in_language(language)}*")
    return [title, *(shown or [kit.context(say.NOTHING_YET.in_language(language))])]


def relay_pages(card: LeadCard, words: Message) -> list[list[Block]]:
    """The company's words, whole, over as many messages as they take."""
    title = kit.section(f"*{say.RELAYED.in_language(card.language)}*")
    pieces = [kit.section(quoted(piece, kit.SECTION)) for piece in pieces_of(words.text)]
    pages = [pieces[at : at + _PIECES] for at in range(0, len(pieces), _PIECES)] or [[]]
    return [[title, *pages[0]], *pages[1:]]


def notice_blocks(notice: Notice, card: LeadCard | None = None) -> list[Block]:
    """In the card's language; both where no card says which is read there."""
    lines = (notice.title, *notice.lines)
    if card is not None:
        return [kit.section(cut_escaped("\n".join(each.in_language(card.language) for each in lines), kit.SECTION))]
    both = ("\n".join(each.da for each in lines), "\n".join(each.en for each in lines))
    return [kit.section(cut_escaped(text, kit.SECTION)) for text in both]


def _said(message: Message, card: LeadCard) -> str:
    who = {
        Author.VISITOR: say.COMPANY_SAID.in_language(card.language),
        Author.BOT: say.BOT_SAID.in_language(card.language),
        Author.STAFF: message.said_by,
    }[message.author]
    return f"*{cut_escaped(who, NAME)}* {moment(message.sent_at)}\n{quoted(message.text, _LONGEST_MESSAGE)}"


def _happened(move: Move, card: LeadCard) -> str:
    line = cut_escaped(audit_line(move, card).in_language(card.language), 400)
    told = say.HAPPENED_AT.filled(at=moment(move.at), line=line).in_language(card.language)
    words = _words_sent(move, card) or move.remark.inside
    return f"{told}\n{quoted(words, 1500)}" if words else told


def _words_sent(move: Move, card: LeadCard) -> str:
    if move.kind is not MoveKind.ANSWER:
        return ""
    return next((said.text for said in card.conversation.transcript if said.id == move.detail), "")


def pieces_of(text: str) -> list[str]:
    """A long text in pieces that each fit a section once they are escaped and quoted; words stay whole."""
    pieces: list[str] = []
    piece, size = "", 0
    for word in re.split(r"(?<=\s)", text.strip()):
        for part in _fitting(word):
            weight = len(escaped(part)) + 2 * part.count("\n")
            if size + weight > _PIECE:
                pieces, piece, size = [*pieces, piece], "", 0
            piece, size = piece + part, size + weight
    return [each for each in (*pieces, piece) if each.strip()]


def _fitting(word: str) -> list[str]:
    """A word longer than any piece is cut."""
    most = _PIECE // 5
    return [word[at : at + most] for at in range(0, len(word), most)]
