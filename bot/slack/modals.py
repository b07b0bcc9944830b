"""The modals behind the buttons of a card, and what was filled in on them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.conversation import suggested_reply
from bot.domain import (
    Assign,
    Bilingual,
    Close,
    CloseOutcome,
    Deed,
    Destination,
    Exempt,
    Exemption,
    Field,
    Language,
    LeadCard,
    MoveKind,
    NotAFit,
    Park,
    PassOn,
    Staff,
    Unfit,
)
from bot.qualification import NEEDED_FOR_A_LEAD
from bot.triage.wording import EXEMPTIONS, FAULTS, MOVES, OUTCOMES, UNFIT

from . import blocks as kit
from . import wording as say
from .blocks import Block, View
from .lead_card import company_of
from .pointing import LeadRef
from .text import escaped

DEED_FORM, ANSWER_FORM, FAULT_FORM, NEW_LEAD_FORM, FIND_FORM = "deed", "answer", "fault", "new_lead", "find"
WHAT, REMARK, TEXT, AGREED, SPEAKS = "what", "remark", "text", "agreed", "language"
REMARK_LENGTH = 1000
_CHOICES = 100
WITH_FORM = frozenset(
    {MoveKind.ASSIGN, MoveKind.PASS_ON, MoveKind.PARK, MoveKind.NOT_A_FIT, MoveKind.CLOSE, MoveKind.EXEMPT}
)
WRITTEN_DOWN = (
    Field.COMPANY_NAME,
    Field.CONTACT_EMAIL,
    Field.NEED,
    Field.PRODUCT,
    Field.REGION_HOSPITAL,
    Field.CE_STATUS,
    Field.STAGE,
    Field.TIMELINE,
)


def deed_form(card: LeadCard, move: MoveKind) -> View:
    """What a deed needs to know, and a remark for colleagues."""
    language = card.language
    told = [kit.context(say.COMPANY_TOLD.in_language(language))] if move is MoveKind.NOT_A_FIT else []
    asked = [kit.context(say.COMPANY_ASKED.in_language(language))] if move is MoveKind.PASS_ON else []
    remark = kit.words(REMARK, say.REMARK.in_language(language), is_optional=True, most=REMARK_LENGTH)
    return kit.modal(
        MOVES[move].in_language(language),
        [_about(card), _asked(card, move), remark, *told, *asked],
        callback=DEED_FORM,
        submit=say.SAVE.in_language(language),
        close=say.CANCEL.in_language(language),
        meta=str(LeadRef.of(card.conversation.id, card.handoff, move=move)),
    )


def answer_form(card: LeadCard, *, by: Staff, text: str = "", place: str = "") -> View:
    """Words to the company: a suggestion to start from, or what somebody wrote in the thread (`place`), to confirm."""
    language = card.language
    ref = LeadRef.of(card.conversation.id, card.handoff, move=MoveKind.ANSWER)
    label = say.YOUR_WORDS.filled(name=by.name).in_language(language)
    return kit.modal(
        MOVES[MoveKind.ANSWER].in_language(language),
        [
            _about(card),
            kit.words(TEXT, label, initial=text or suggested_reply(card).text),
            kit.context(say.REACHES_COMPANY.in_language(language)),
        ],
        callback=ANSWER_FORM,
        submit=say.SEND.in_language(language),
        close=say.CANCEL.in_language(language),
        meta=str(replace(ref, detail=place)),
    )


def fault_form(language: Language, *, meta: str) -> View:
    """Why an answer of Indgang's is wrong."""
    return kit.modal(
        say.BAD.in_language(language),
        [
            kit.choice(WHAT, say.FAULT.in_language(language), _shown(FAULTS, language)),
            kit.words(REMARK, say.REASON.in_language(language), most=REMARK_LENGTH),
        ],
        callback=FAULT_FORM,
        submit=say.SEND.in_language(language),
        close=say.CANCEL.in_language(language),
        meta=meta,
    )


def new_lead_form(language: Language, destinations: Mapping[str, Destination]) -> View:
    """A lead a company told somebody about, with its consent."""
    names = {id_: each.name.in_language(language) for id_, each in list(destinations.items())[:_CHOICES]}
    tongues: dict[str, str] = {
        Language.DANISH: say.DANISH.in_language(language),
        Language.ENGLISH: say.ENGLISH.in_language(language),
    }
    return kit.modal(
        say.CREATE.in_language(language),
        [
            kit.choice(WHAT, say.DESTINATION.in_language(language), names),
            *(
                kit.line(
                    field,
                    say.LABELS[field].in_language(language),
                    is_optional=field not in NEEDED_FOR_A_LEAD,
                    most=500,
                )
                for field in WRITTEN_DOWN
            ),
            kit.choice(SPEAKS, say.LANGUAGE.in_language(language), tongues),
            kit.tick(AGREED, say.AGREEMENT.in_language(language), say.AGREED.in_language(language)),
        ],
        callback=NEW_LEAD_FORM,
        submit=say.SAVE.in_language(language),
        close=say.CANCEL.in_language(language),
        meta=language,
    )


def find_form(language: Language) -> View:
    return kit.modal(
        say.HOME.in_language(language),
        [kit.line(TEXT, say.FIND.in_language(language), most=200)],
        callback=FIND_FORM,
        submit=say.SEARCH.in_language(language),
        close=say.CANCEL.in_language(language),
        meta=language,
    )


def deed_of(move: MoveKind, state: Mapping[str, Any], *, colleague: Staff | None) -> Deed:
    """The deed as it was filled in. `colleague` is who was picked, for an assignment."""
    picked = filled(state, WHAT)
    match move:
        case MoveKind.ASSIGN if colleague is not None:
            return Assign(colleague)
        case MoveKind.PASS_ON:
            return PassOn(picked)
        case MoveKind.PARK:
            return Park(date.fromisoformat(picked) if picked else None)
        case MoveKind.NOT_A_FIT:
            return NotAFit(Unfit(picked))
        case MoveKind.CLOSE:
            return Close(CloseOutcome(picked))
        case MoveKind.EXEMPT:
            return Exempt(Exemption(picked))
        case _:
            raise ValueError(f"{move} has no form")


def filled(state: Mapping[str, Any], block_id: str) -> str:
    """What stands in an input: typed, picked or ticked; empty where nothing does."""
    element = (state.get(block_id) or {}).get("v") or {}
    picked = element.get("selected_option") or next(iter(element.get("selected_options") or []), None)
    found = element.get("value") or element.get("selected_date") or element.get("selected_user")
    return str((picked or {}).get("value") or found or "").strip()


def _asked(card: LeadCard, move: MoveKind) -> Block:
    language = card.language
    if move is MoveKind.ASSIGN:
        return kit.person(WHAT, say.COLLEAGUE.in_language(language))
    if move is MoveKind.PARK:
        return kit.day(WHAT, say.UNTIL.in_language(language), is_optional=True)
    if move is MoveKind.PASS_ON:
        others = {id_: card.names[id_].in_language(language) for id_ in card.elsewhere[:_CHOICES]}
        return kit.choice(WHAT, say.DESTINATION.in_language(language), others)
    if move is MoveKind.CLOSE:
        return kit.choice(WHAT, say.OUTCOME.in_language(language), _shown(OUTCOMES, language))
    reasons = UNFIT if move is MoveKind.NOT_A_FIT else EXEMPTIONS
    return kit.choice(WHAT, say.REASON.in_language(language), _shown(reasons, language))


def _about(card: LeadCard) -> Block:
    return kit.context(f"*{escaped(card.handoff.reference)}* · {escaped(company_of(card))}")


def _shown(words: Mapping[Any, Bilingual], language: Language) -> dict[str, str]:
    return {str(key): each.in_language(language) for key, each in words.items()}
