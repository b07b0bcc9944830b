"""Opening a conversation, speaking in it, reading it and deleting it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from bot import privacy
from bot.domain import Author, Conversation, NotPossibleNow, VisitorFeedback, VisitorMessage

from .bodies import Opening, Opinion, Saying
from .desk import AtDesk, AtSite, CountsOpening, CountsRequest, ToAct, ToRead, address_of
from .errors import CONFLICT, PROBLEMS, DifferentRepeat
from .handover_views import Welcome
from .showing import both, conversation_view, message_view, messages_after, state_view
from .views import ConversationView, MessageView, Opened, Turn
from .words import disclosure

MessageId = Annotated[str, Path(max_length=200)]
router = APIRouter(prefix="/api/v1", tags=["conversation"], responses=PROBLEMS, dependencies=[CountsRequest])


@router.get("/welcome")
async def welcome(desk: AtDesk, site: AtSite) -> Welcome:
    hours = site.opening_hours
    return Welcome(
        operator=both(site.operator),
        contact_email=site.contact_email,
        retention_days=site.retention_days,
        privacy_url=site.privacy_url,
        title=both(site.title) if site.title else None,
        lead=both(site.lead) if site.lead else None,
        languages=site.languages,
        suggestions=tuple(both(question) for question in site.suggestions),
        opening_hours=both(hours.words()) if hours else None,
        is_open=hours.is_open(desk.clock.now()) if hours else None,
        takes_feedback=desk.feedback is not None,
    )


@router.post("/conversations", status_code=201, dependencies=[CountsOpening])
async def open_conversation(opening: Opening, desk: AtDesk, site: AtSite) -> Opened:
    conversation = await desk.door.open(language=site.language_for(opening.language), site=site.key)
    return Opened(
        id=conversation.id,
        token=desk.tokens.issue(conversation.id, site=site.key),
        language=conversation.language,
        disclosure=disclosure(conversation.language, site=site),
        state=state_view(conversation, links=desk.links),
        messages=messages_after(conversation, index=-1),
    )


@router.get("/conversations/{conversation_id}")
async def read_conversation(conversation_id: ToRead, desk: AtDesk) -> ConversationView:
    return conversation_view(await desk.door.get(conversation_id), links=desk.links)


@router.delete("/conversations/{conversation_id}", status_code=204)
async def delete_conversation(conversation_id: ToAct, desk: AtDesk) -> None:
    await desk.door.delete(conversation_id)


@router.post("/conversations/{conversation_id}/messages", responses=CONFLICT)
async def say(conversation_id: ToAct, saying: Saying, desk: AtDesk, request: Request) -> Turn:
    """The bot's answer. Sending the same id and text again gives the same answer and changes nothing."""
    # A new conversation is had for the asking, so what a model costs is counted by address.
    asker = address_of(request)
    heard = VisitorMessage(id=str(saying.id), conversation_id=conversation_id, text=saying.text, asker=asker)
    conversation = await desk.door.hear_visitor(heard)
    return Turn(messages=_replies_to(heard, conversation), state=state_view(conversation, links=desk.links))


@router.get("/conversations/{conversation_id}/messages")
async def read_messages(conversation_id: ToRead, desk: AtDesk, after: Annotated[int, Query(ge=-1)] = -1) -> Turn:
    """For a client that cannot keep a stream open: the messages after the one with this index."""
    conversation = await desk.door.get(conversation_id)
    return Turn(
        messages=messages_after(conversation, index=after),
        state=state_view(conversation, links=desk.links),
    )


@router.post(
    "/conversations/{conversation_id}/messages/{message_id:path}/feedback", status_code=204, responses=CONFLICT
)
async def rate(conversation_id: ToAct, message_id: MessageId, opinion: Opinion, desk: AtDesk) -> None:
    """Whether an answer helped, and if not, why. Sending the same id again changes nothing."""
    if desk.feedback is None:
        raise NotPossibleNow("this installation keeps no feedback")
    heard = VisitorFeedback(
        id=str(opinion.id),
        conversation_id=conversation_id,
        message_id=message_id,
        helped=opinion.helped,
        reason=opinion.reason,
        comment=opinion.comment,
    )
    await desk.feedback.hear(heard)


def _replies_to(heard: VisitorMessage, conversation: Conversation) -> tuple[MessageView, ...]:
    """The visitor's message as it was kept, and what was said to it before the visitor spoke again."""
    places = [place for place, message in enumerate(conversation.transcript) if message.id == heard.id]
    if not places or conversation.transcript[places[0]].text != privacy.mask(heard.text):
        raise DifferentRepeat(heard.id)
    replies: list[MessageView] = [message_view(conversation.transcript[places[0]], index=places[0])]
    for place, message in enumerate(conversation.transcript):
        if place > places[0]:
            if message.author is Author.VISITOR:
                break
            replies.append(message_view(message, index=place))
    return tuple(replies)
