"""What every route has at hand, and who may use which conversation."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.domain import ConversationId, UnknownConversation
from bot.ports import Clock, VisitorFeed

from .door import Door
from .limits import Meter, network_of
from .tokens import StatusLinks, VisitorTokens
from .words import Site

_bearer = HTTPBearer(auto_error=False, description="The token a conversation was opened with.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meters:
    deeds: Meter
    requests: Meter
    openings: Meter


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    door: Door
    feed: VisitorFeed
    clock: Clock
    tokens: VisitorTokens
    links: StatusLinks
    meters: Meters
    site: Site


def desk_of(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


AtDesk = Annotated[Desk, Depends(desk_of)]


def address_of(request: Request) -> str:
    return network_of(request.client.host) if request.client else "nobody"


async def _count_request(request: Request, desk: AtDesk) -> None:
    desk.meters.requests.take(address_of(request))


async def _count_opening(request: Request, desk: AtDesk) -> None:
    desk.meters.openings.take(address_of(request))


async def _own_conversation(
    conversation_id: str,
    desk: AtDesk,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> ConversationId:
    """The conversation the token opens. A wrong token and an unknown conversation look the same."""
    if bearer is None or not desk.tokens.opens(conversation_id, token=bearer.credentials):
        raise UnknownConversation(conversation_id)
    return ConversationId(conversation_id)


async def _own_deed(
    conversation_id: Annotated[ConversationId, Depends(_own_conversation)], desk: AtDesk
) -> ConversationId:
    desk.meters.deeds.take(conversation_id)
    return conversation_id


CountsRequest = Depends(_count_request)
CountsOpening = Depends(_count_opening)
ToRead = Annotated[ConversationId, Depends(_own_conversation)]
ToAct = Annotated[ConversationId, Depends(_own_deed)]
