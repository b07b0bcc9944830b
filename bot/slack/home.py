"""The Home tab: my open leads, those nobody has, those that are late, and what came this week."""

from collections.abc import Mapping, Sequence

from bot.domain import Language, LeadCard, LeadLine, LeadView
from bot.triage.wording import STATES

from . import blocks as kit
from . import wording as say
from .blocks import Block, View
from .lead_card import NAME, card_blocks
from .pointing import LeadRef
from .text import cut_escaped, escaped, moment

SHOW, FIND, CREATE = "show_lead", "find_lead", "create_lead"
SHOWN = 8


def home_view(lists: Mapping[LeadView, Sequence[LeadLine]], *, language: Language, sees_any: bool) -> View:
    """`sees_any`: whether this person is in a channel that gets leads."""
    if not sees_any:
        blocks = [kit.header(say.HOME.in_language(language)), kit.section(say.NO_CHANNELS.in_language(language))]
        return {"type": "home", "blocks": blocks}
    shown = [
        kit.header(say.HOME.in_language(language)),
        kit.actions(
            [
                kit.button(say.SEARCH.in_language(language), action=FIND, value=language),
                kit.button(say.CREATE.in_language(language), action=CREATE, value=language),
            ],
            block_id="home",
        ),
    ]
    for view, lines in lists.items():
        title = f"{say.VIEWS[view].in_language(language)} ({len(lines)})"
        shown += [kit.divider(), kit.section(f"*{title}*"), *line_blocks(lines[:SHOWN], language=language)]
        if len(lines) > SHOWN:
            shown.append(kit.context(say.AND_MORE.filled(count=str(len(lines) - SHOWN)).in_language(language)))
    return {"type": "home", "blocks": shown}


def line_blocks(lines: Sequence[LeadLine], *, language: Language) -> list[Block]:
    if not lines:
        return [kit.context(say.NONE_HERE.in_language(language))]
    return [_line(line, language) for line in lines]


def lead_view(card: LeadCard) -> View:
    """A lead to read, away from its channel; what may be done with it is done at its card."""
    shown = [block for block in card_blocks(card) if block["type"] != "actions"]
    title, close = say.HOME.in_language(card.language), say.CLOSE.in_language(card.language)
    return {
        "type": "modal",
        "title": kit.plain(title, kit.TITLE),
        "close": kit.plain(close, kit.TITLE),
        "blocks": shown,
    }


def found_view(lines: Sequence[LeadLine], *, language: Language) -> View:
    title, close = say.HOME.in_language(language), say.CLOSE.in_language(language)
    blocks = line_blocks(lines, language=language) if lines else [kit.section(say.NOTHING_FOUND.in_language(language))]
    return {
        "type": "modal",
        "title": kit.plain(title, kit.TITLE),
        "close": kit.plain(close, kit.TITLE),
        "blocks": blocks,
    }


def _line(line: LeadLine, language: Language) -> Block:
    handoff = line.handoff
    company = line.company or say.UNNAMED.in_language(language)
    late = f" · *{say.OVERDUE_MARK.in_language(language)}*" if line.is_overdue else ""
    owner = f" · {cut_escaped(handoff.owner.name, NAME)}" if handoff.owner else ""
    due = f" · {moment(handoff.answer_by)}" if handoff.answer_by and not handoff.answered_at else ""
    words = (
        f"*{cut_escaped(company, 150)}* · {escaped(handoff.reference)}\n"
        f"{STATES[handoff.triage].in_language(language)}{owner}{due}{late}"
    )
    words_on_it = say.SHOW.in_language(language)
    show = kit.button(words_on_it, action=SHOW, value=str(LeadRef.of(line.conversation_id, handoff)))
    # Every line has a button of the same words: who hears them read out needs to know whose this one is.
    show["accessibility_label"] = f"{words_on_it} {handoff.reference}"
    return kit.section(words, accessory=show)
