"""From what was said to a person who acts: editing, reviewing, consenting, withdrawing."""

from fastapi import APIRouter

from bot.domain import Field, FormAnswer, VisitorConsent

from .bodies import ConsentGiven, FieldEdit, Withdrawal
from .desk import AtDesk, AtSite, CountsRequest, ToAct, ToRead
from .errors import CONFLICT, PROBLEMS
from .handover_views import ReviewView
from .showing import conversation_view
from .traps import refuse_filled, refuse_haste
from .views import ConversationView

router = APIRouter(
    prefix="/api/v1/conversations/{conversation_id}",
    tags=["handover"],
    responses=PROBLEMS | CONFLICT,
    dependencies=[CountsRequest],
)


@router.put("/fields/{field}")
async def edit_field(conversation_id: ToAct, field: Field, edit: FieldEdit, desk: AtDesk) -> ConversationView:
    heard = FormAnswer(id=str(edit.id), conversation_id=conversation_id, field=field, value=edit.value)
    return conversation_view(await desk.door.hear_form(heard), links=desk.links)


@router.get("/review")
async def review(conversation_id: ToRead, desk: AtDesk, site: AtSite) -> ReviewView:
    found = ReviewView.model_validate(await desk.door.review(conversation_id))
    # The site's own destinations stand first; sorting is stable, so the others keep their order.
    own_first = sorted(found.recipients, key=lambda recipient: recipient.destination_id not in site.first)
    return found.model_copy(update={"recipients": tuple(own_first)})


@router.post("/consent")
async def consent(conversation_id: ToAct, given: ConsentGiven, desk: AtDesk) -> ConversationView:
    """Sends the inquiry to exactly these destinations. The receipt is each handoff's reference and status link."""
    before = await desk.door.get(conversation_id)
    if not before.has_heard(str(given.id)):
        refuse_filled(given.left_empty, where="consent", conversation_id=conversation_id)
        refuse_haste(before, now=desk.clock.now(), least=desk.least_time)
    heard = VisitorConsent(
        id=str(given.id),
        conversation_id=conversation_id,
        destination_ids=tuple(dict.fromkeys(given.destinations)),
        notice=given.notice_id,
    )
    return conversation_view(await desk.door.hear_consent(heard), links=desk.links)


@router.post("/withdraw")
async def withdraw(conversation_id: ToAct, withdrawal: Withdrawal, desk: AtDesk) -> ConversationView:
    conversation = await desk.door.withdraw(
        conversation_id, reference=withdrawal.reference, event_id=str(withdrawal.id)
    )
    return conversation_view(conversation, links=desk.links)
