"""What every route has at hand, and who may use which conversation."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, cast

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.conversation import FeedbackBox
from bot.domain import ConversationId, Site, UnknownConversation
from bot.ports import Clock, VisitorFeed

from .crossing import SITE_HEADER, Sites
from .door import Door
from .errors import UnknownSite
from .limits import Meter, Seats, network_of
from .tokens import StatusLinks, VisitorTokens

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
    seats: Seats
    """Of those who hold a stream open, by address."""
    sites: Sites
    least_time: timedelta = timedelta(0)
    """Between opening a conversation and handing a lead over."""
    feedback: FeedbackBox | None = None
    """Where this installation keeps what visitors think of answers; None where it does not."""


def desk_of(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


AtDesk = Annotated[Desk, Depends(desk_of)]


async def _site(desk: AtDesk, key: Annotated[str, Header(alias=SITE_HEADER, max_length=100)] = "") -> Site:
    """The site whose page asks. Raises UnknownSite."""
    if key not in desk.sites.known:
        raise UnknownSite("no site has this key")
    return desk.sites.known[key]


AtSite = Annotated[Site, Depends(_site)]


def address_of(request: Request) -> str:
    return network_of(request.client.host) if request.client else "nobody"


async def _count_request(request: Request, desk: AtDesk) -> None:
    desk.meters.requests.take(address_of(request))


async def _count_opening(request: Request, desk: AtDesk) -> None:
    desk.meters.openings.take(address_of(request))


async def _own_conversation(
    conversation_id: str,
    desk: AtDesk,
    site: AtSite,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> ConversationId:
    """The conversation the token opens on this site. A wrong token and an unknown conversation look the same."""
    if bearer is None or not desk.tokens.opens(conversation_id, site=site.key, token=bearer.credentials):
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


async def _take_seat(request: Request, desk: AtDesk, _: ToRead) -> AsyncGenerator[None, None]:
    """A seat until the stream has ended. Taken after the token is checked: who may not read holds up nobody."""
    with desk.seats.taken(address_of(request)):
        yield


TakesSeat = Depends(_take_seat, scope="request")
