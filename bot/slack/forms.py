"""Modals opened from a card, a message, a command or the Home tab, and what happens when they are sent."""

from collections.abc import Mapping
from typing import Any

from bot.domain import (
    AnswerReport,
    Bilingual,
    ConversationId,
    Fault,
    Field,
    HandmadeLead,
    Language,
    LeadView,
    MoveKind,
    MoveRefused,
    Remark,
    Staff,
    StaffMove,
    StaffReply,
    UnknownConversation,
    UnknownLink,
)
from bot.privacy import mask
from bot.triage.wording import NO_FILES

from . import wording as say
from .blocks import View, notice_modal
from .desk import Desk
from .home import found_view, lead_view
from .modals import (
    AGREED,
    ANSWER_FORM,
    DEED_FORM,
    FAULT_FORM,
    NEW_LEAD_FORM,
    REMARK,
    SPEAKS,
    TEXT,
    WHAT,
    WRITTEN_DOWN,
    answer_form,
    deed_form,
    deed_of,
    fault_form,
    filled,
    find_form,
    new_lead_form,
)
from .pointing import LeadRef
from .text import escaped, spoken

__all__ = ["ANSWER_FORM", "DEED_FORM", "FAULT_FORM", "NEW_LEAD_FORM"]
Ack = dict[str, Any]


async def form_for(desk: Desk, ref: LeadRef, *, by: Staff) -> View:
    """The modal behind a deed's button; it says so where the lead is gone or the deed no longer fits."""
    try:
        card = await desk.behind.door.card(ref.conversation_id, ref.handoff_id)
    except (UnknownConversation, UnknownLink):
        return told(say.NO_SUCH_LEAD, Language.DANISH)
    move = ref.move or MoveKind.ANSWER
    if move not in card.moves:
        return told(say.NOT_FITTING, card.language)
    return answer_form(card, by=by) if move is MoveKind.ANSWER else deed_form(card, move)


async def form_for_message(desk: Desk, body: Mapping[str, Any], *, by: Staff, language: Language) -> View:
    """*Send to the company* on a message in a lead's thread: the words are shown once more before they leave."""
    message, channel = body["message"], str(body["channel"]["id"])
    if message.get("files"):
        return told(NO_FILES, language)
    lead = await desk.lead_in_thread(channel, str(message.get("thread_ts") or ""))
    is_root = message.get("thread_ts") == message.get("ts")
    if lead is None or is_root or message.get("bot_id"):
        return told(say.NOT_A_LEAD, language)
    place = f"{channel}/{message['ts']}"
    try:
        card = await desk.behind.door.card(*lead)
    except (UnknownConversation, UnknownLink):
        return told(say.NO_SUCH_LEAD, language)
    if any(said.id == f"slack:{place}" for said in card.conversation.transcript):
        return told(say.SENT_ALREADY, card.language)
    if MoveKind.ANSWER not in card.moves:
        return told(say.NOT_FITTING, card.language)
    return answer_form(card, by=by, text=mask(spoken(str(message.get("text") or ""))), place=place)


async def lead_to_read(desk: Desk, ref: LeadRef, *, user: str, language: Language) -> View:
    """A lead from a list, for somebody who is in its channel."""
    try:
        card = await desk.behind.door.card(ref.conversation_id, ref.handoff_id)
    except (UnknownConversation, UnknownLink):
        return told(say.NO_SUCH_LEAD, language)
    is_theirs = card.handoff.destination_id in await desk.people.destinations(user)
    return lead_view(card) if is_theirs else told(say.NO_SUCH_LEAD, language)


async def form_to_create(desk: Desk, *, user: str, language: Language) -> View:
    mine = await desk.people.destinations(user)
    today = desk.behind.clock.now().date()
    known = desk.people.channels.directory.destinations
    open_ones = {id_: each for id_, each in known.items() if id_ in mine and each.validity.covers(today)}
    return new_lead_form(language, open_ones) if open_ones else told(say.NO_CHANNELS, language)


def form_for_fault(value: str, language: Language) -> View:
    return fault_form(language, meta=value)


def form_to_find(language: Language) -> View:
    return find_form(language)


async def send_deed(desk: Desk, body: Mapping[str, Any], *, by: Staff) -> Ack:
    view = body["view"]
    ref, state = LeadRef.read(view["private_metadata"]), view["state"]["values"]
    move = ref.move or MoveKind.CLAIM
    picked = filled(state, WHAT)
    colleague = await desk.people.staff(picked) if move is MoveKind.ASSIGN and picked else None
    if not picked and move is not MoveKind.PARK:
        return _errors(WHAT, say.EMPTY, await _language(desk, ref))
    heard = StaffMove(
        id=f"slack:{view['id']}",
        conversation_id=ref.conversation_id,
        handoff_id=ref.handoff_id,
        by=by,
        deed=deed_of(move, state, colleague=colleague),
        remark=Remark(filled(state, REMARK)),
        seen=ref.seen,
    )
    try:
        await desk.behind.door.hear_move(heard)
    except MoveRefused as error:
        return _errors(WHAT, error.words, await _language(desk, ref))
    except (UnknownConversation, UnknownLink):
        return _errors(WHAT, say.NO_SUCH_LEAD, Language.DANISH)
    return {}


async def send_answer(desk: Desk, body: Mapping[str, Any], *, by: Staff) -> Ack:
    """The only way words go from Slack to the company."""
    view = body["view"]
    ref, text = LeadRef.read(view["private_metadata"]), filled(view["state"]["values"], TEXT)
    if not text:
        return _errors(TEXT, say.EMPTY, await _language(desk, ref))
    heard = StaffReply(
        id=f"slack:{ref.detail or view['id']}",
        conversation_id=ref.conversation_id,
        handoff_id=ref.handoff_id,
        text=text,
        by=by,
    )
    try:
        await desk.behind.door.hear_staff(heard)
    except MoveRefused as error:
        return _errors(TEXT, error.words, await _language(desk, ref))
    except (UnknownConversation, UnknownLink):
        return _errors(TEXT, say.NO_SUCH_LEAD, Language.DANISH)
    return {}


async def send_fault(desk: Desk, body: Mapping[str, Any], *, by: Staff) -> Ack:
    view = body["view"]
    conversation_id, _, message_id = str(view["private_metadata"]).partition("|")
    state = view["state"]["values"]
    try:
        await desk.behind.door.report_answer(
            AnswerReport(
                id=f"slack:{view['id']}",
                conversation_id=ConversationId(conversation_id),
                message_id=message_id,
                fault=Fault(filled(state, WHAT)),
                remark=filled(state, REMARK),
                by=by,
            )
        )
    except (UnknownConversation, UnknownLink):
        return _errors(REMARK, say.ANSWER_GONE, Language.DANISH)
    language = (await desk.people.person(body["user"]["id"])).language
    return {"response_action": "update", "view": told(say.THANKS, language)}


async def send_new_lead(desk: Desk, body: Mapping[str, Any], *, by: Staff) -> Ack:
    view = body["view"]
    state, language = view["state"]["values"], Language(view["private_metadata"])
    destination_id = filled(state, WHAT)
    if destination_id not in await desk.people.destinations(body["user"]["id"]):
        return _errors(WHAT, say.NO_CHANNELS, language)
    fields: dict[Field, str] = {field: text for field in WRITTEN_DOWN if (text := filled(state, field))}
    heard = HandmadeLead(
        id=f"slack:{view['id']}",
        by=by,
        destination_id=destination_id,
        language=Language(filled(state, SPEAKS) or language),
        fields=fields,
        company_agreed=filled(state, AGREED) == "yes",
    )
    try:
        _, handoff = await desk.behind.door.write_down(heard)
    except MoveRefused as error:
        at = WHAT if heard.company_agreed else AGREED
        return _errors(at, error.words, language)
    words = say.CREATED.filled(reference=handoff.reference, name=handoff.route.name)
    return {"response_action": "update", "view": told(words, language)}


async def send_find(desk: Desk, body: Mapping[str, Any]) -> Ack:
    view = body["view"]
    language = Language(view["private_metadata"])
    destinations = await desk.people.destinations(body["user"]["id"])
    search = filled(view["state"]["values"], TEXT)
    lines = await desk.behind.door.leads(LeadView.ALL, search=search, destinations=destinations) if destinations else []
    return {"response_action": "update", "view": found_view(lines, language=language)}


def told(words: Bilingual, language: Language) -> View:
    close = say.CLOSE.in_language(language)
    return notice_modal(say.HOME.in_language(language), escaped(words.in_language(language)), close=close)


async def _language(desk: Desk, ref: LeadRef) -> Language:
    card = await desk.behind.door.card(ref.conversation_id, ref.handoff_id)
    return card.language


def _errors(block_id: str, words: Bilingual, language: Language) -> Ack:
    return {"response_action": "errors", "errors": {block_id: words.in_language(language)}}
