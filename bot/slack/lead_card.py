"""A lead as a card in its destination's channel: who, what, how far, by when, why here, and what may be done now."""

from bot.domain import Bilingual, Citation, Field, HandoffState, Language, LeadCard, MoveKind
from bot.triage.wording import EXEMPTIONS, MOVES, STATES

from . import blocks as kit
from . import wording as say
from .blocks import Block
from .pointing import LeadRef
from .text import cut, cut_escaped, escaped, moment

DEED, MORE_DEEDS = "deed", "more_deeds"
_SHOWN = (
    Field.NEED,
    Field.PRODUCT,
    Field.REGION_HOSPITAL,
    Field.PRODUCT_TYPE,
    Field.STAGE,
    Field.CE_STATUS,
    Field.DEVICE_CLASS,
    Field.PATIENTS,
    Field.AI_USE,
    Field.DATA,
    Field.TIMELINE,
    Field.CONTACT_EMAIL,
)
_ASIDE = (MoveKind.PASS_ON, MoveKind.PARK, MoveKind.NOT_A_FIT, MoveKind.EXEMPT)
_PROOFS, _QUOTE, _FACT = 3, 400, 400
NAME = 80


def card_blocks(card: LeadCard) -> list[Block]:
    """At most some twenty blocks, however long what was said is."""
    language = card.language
    shown = [kit.header(company_of(card))]
    if card.note:
        shown.append(kit.context(escaped(card.note.in_language(language))))
    shown.append(kit.section(_standing(card)))
    if card.handoff.state is HandoffState.WITHDRAWN:
        return shown
    shown += kit.fields([(label.in_language(language), value) for label, value in _facts(card)], most=_FACT)
    shown.append(kit.section(_why_here(card)))
    shown.append(kit.context(_missing(card)))
    shown += _buttons(card)
    at = moment(card.handoff.lead.consented_at)
    words = say.CAME_AT.filled(reference=escaped(card.handoff.reference), at=at)
    return [*shown, kit.context(words.in_language(language))]


def card_text(card: LeadCard) -> str:
    """What a notification and a screen reader say."""
    words = say.NEW_LEAD.filled(reference=card.handoff.reference, company=company_of(card))
    return cut_escaped(words.in_language(card.language), 300)


def company_of(card: LeadCard) -> str:
    """As the company wrote it: plain text."""
    stated = card.handoff.lead.inquiry.get(Field.COMPANY_NAME)
    return cut(stated.value if stated else say.UNNAMED.in_language(card.language), kit.HEADER)


def labels(fields: tuple[Field, ...], language: Language) -> str:
    return ", ".join(say.LABELS[field].in_language(language) for field in fields)


def _standing(card: LeadCard) -> str:
    """State, owner and deadline."""
    handoff, language = card.handoff, card.language
    if handoff.state is HandoffState.WITHDRAWN:
        return f"*{handoff.reference}* · {say.GONE.in_language(language)}"
    owner = say.OWNER.filled(name=cut_escaped(handoff.owner.name, NAME)) if handoff.owner else say.NO_OWNER
    lines = [say.STATE.filled(state=STATES[handoff.triage]), owner, *_times(card)]
    if handoff.is_handed_back:
        lines.append(say.INDGANG_ANSWERS)
    return f"*{escaped(handoff.reference)}*\n" + "\n".join(each.in_language(language) for each in lines)


def _times(card: LeadCard) -> list[Bilingual]:
    handoff = card.handoff
    lines: list[Bilingual] = []
    if handoff.answered_at:
        lines.append(say.ANSWERED.filled(at=moment(handoff.answered_at)))
    elif handoff.exempt:
        lines.append(say.EXEMPT.filled(reason=EXEMPTIONS[handoff.exempt]))
    elif handoff.answer_by and not handoff.triage.is_final:
        lines.append(say.ANSWER_BY.filled(at=moment(handoff.answer_by)))
    if handoff.parked_until:
        lines.append(say.PARKED.filled(day=handoff.parked_until.isoformat()))
    if handoff.proposes:
        name = card.names.get(handoff.proposes, Bilingual(handoff.proposes, handoff.proposes))
        lines.append(say.PROPOSED.filled(name=_escaped(name)))
    return lines


def _facts(card: LeadCard) -> list[tuple[Bilingual, str]]:
    inquiry = card.handoff.lead.inquiry
    return [
        (say.CLAIMED.get(field, say.LABELS[field]), ", ".join(stated.value for stated in inquiry.values(field)))
        for field in _SHOWN
        if inquiry.values(field)
    ]


def _why_here(card: LeadCard) -> str:
    route, language = card.handoff.route, card.language
    rule = say.RULE.filled(rule=route.rule).in_language(language)
    lines = [say.WHY_HERE.filled(reason=_escaped(route.reason)).in_language(language), f"_{escaped(rule)}_"]
    if route.facts:
        lines.append(say.FACTS.filled(fields=labels(route.facts, language)).in_language(language))
    own = [each for each in route.citations if each.passage_id.endswith(f":{language}")] or list(route.citations)
    return "\n".join([*lines, *(_proof(each, language) for each in own[:_PROOFS])])


def _proof(citation: Citation, language: Language) -> str:
    source = say.SOURCE.filled(title=cut_escaped(citation.source_title, NAME), as_of=escaped(citation.as_of))
    return f"> {cut_escaped(citation.quote.replace(chr(10), ' '), _QUOTE)}\n> {source.in_language(language)}"


def _missing(card: LeadCard) -> str:
    missing = card.handoff.route.missing
    if not missing:
        return say.NOTHING_MISSING.in_language(card.language)
    return say.MISSING.filled(fields=labels(missing, card.language)).in_language(card.language)


def _buttons(card: LeadCard) -> list[Block]:
    """One button for each deed that fits; the rarer ones stand behind the dots."""
    language = card.language
    straight = [move for move in card.moves if move not in _ASIDE]
    aside = [move for move in card.moves if move in _ASIDE]
    elements = [
        kit.button(
            MOVES[move].in_language(language),
            action=f"{DEED}:{move}",
            value=_value(card, move),
            style="primary" if place == 0 else "",
        )
        for place, move in enumerate(straight)
    ]
    if aside:
        options = [kit.option(MOVES[move].in_language(language), _value(card, move)) for move in aside]
        elements.append(kit.overflow(options, action=MORE_DEEDS))
    return [kit.actions(elements, block_id="deeds")] if elements else []


def _value(card: LeadCard, move: MoveKind) -> str:
    return str(LeadRef.of(card.conversation.id, card.handoff, move=move))


def _escaped(words: Bilingual) -> Bilingual:
    return Bilingual(escaped(words.da), escaped(words.en))
