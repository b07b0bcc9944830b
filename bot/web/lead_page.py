"""The page behind a link in an e-mail: a colleague without Slack sees a lead, claims it and answers the company.

The signed link is the only key: nothing is kept in the browser, so another site has nothing to ride on. Looking changes
nothing, however often a mail filter looks; only what is posted does.
"""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.responses import RedirectResponse, Response

from bot.conversation import StaffDoor
from bot.domain import (
    Bilingual,
    Language,
    LeadCard,
    LeadKey,
    MoveRefused,
    StaffMove,
    UnknownConversation,
    UnknownLink,
)

from .desk import CountsRequest
from .lead_forms import LeadForm, TooLong, Unreadable
from .lead_links import LeadLinks
from .lead_showing import show_gone, show_lead
from .lead_words import FILLED_IN, FROM_ELSEWHERE, NOT_UNDERSTOOD, TOO_LONG
from .traps import FilledIn

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDesk:
    """What the pages work with."""

    staff: StaffDoor
    links: LeadLinks


def add_lead_pages(app: FastAPI, *, staff: StaffDoor, links: LeadLinks) -> None:
    """Open the pages behind links in e-mails to colleagues."""
    app.state.lead_desk = LeadDesk(staff=staff, links=links)
    app.include_router(router)


def _desk_of(request: Request) -> LeadDesk:
    return cast(LeadDesk, request.app.state.lead_desk)


AtLeadDesk = Annotated[LeadDesk, Depends(_desk_of)]


@router.get("/lead/{link}", dependencies=[CountsRequest])
async def look(link: str, desk: AtLeadDesk, lang: Language | None = None) -> Response:
    try:
        key = desk.links.read(link)
        card = await desk.staff.card(key.conversation_id, key.handoff_id)
        desk.links.refuse_revoked(link, card.handoff)
    except (UnknownLink, UnknownConversation):
        return show_gone(lang)
    return show_lead(card, lang=lang)


@router.post("/lead/{link}", dependencies=[CountsRequest])
async def act(link: str, request: Request, desk: AtLeadDesk, lang: Language | None = None) -> Response:
    try:
        key = desk.links.read(link)
        card = await desk.staff.card(key.conversation_id, key.handoff_id)
        desk.links.refuse_revoked(link, card.handoff)
        note = await _hear(desk.staff, key, card, request)
        card = await desk.staff.card(key.conversation_id, key.handoff_id)
    except (UnknownLink, UnknownConversation):
        return show_gone(lang)
    if note is not None:
        return show_lead(card, lang=lang, note=note, typed=LeadForm.typed(await request.body()))
    # Shown anew by a look, so that reloading the page does nothing again.
    return RedirectResponse(f"/lead/{link}" + (f"?lang={lang}" if lang else ""), status_code=303)


async def _hear(staff: StaffDoor, key: LeadKey, card: LeadCard, request: Request) -> Bilingual | None:
    """What to tell the colleague where it was not done."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return FROM_ELSEWHERE
    try:
        heard = LeadForm.of(await request.body()).heard(key, staff.colleague_at(key.address, card))
        if isinstance(heard, StaffMove):
            await staff.hear_move(heard)
        else:
            await staff.hear_staff(heard)
    except TooLong:
        return TOO_LONG
    except Unreadable:
        return NOT_UNDERSTOOD
    except FilledIn:
        return FILLED_IN
    except MoveRefused as refused:
        return refused.words
    return None
